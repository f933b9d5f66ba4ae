#include <sys/stat.h>

#include "common/cli/diagnostics.hpp"
#include "common/files/files.hpp"
#include "common/racf/rotation/hand_over.hpp"
#include "tools/racf-admin/rotate.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

/// A secret goes to a pipe or to a file of its own, never where others see it.
base::Status check_output(const cli::Io& io, const RotateOptions& options) {
    if (options.output || options.show_secret) return {};
    if (io.out_is_terminal)
        return base::with_hint(
            base::fail(base::ErrorKind::NotPermitted, "a key is not printed on a terminal"),
            "write it to a file with --output, or say --show-secret");
    struct stat about {};
    if (::fstat(io.out.fd(), &about) == 0 && S_ISREG(about.st_mode) && (about.st_mode & 077U) != 0)
        return base::with_hint(base::fail(base::ErrorKind::NotPermitted,
                                          "standard output is a file that others may read"),
                               "let --output make the file, or set umask 077 before");
    return {};
}

base::Status write(cli::Io& io, const RotateOptions& options, const std::string& text) {
    if (options.output) return files::write_atomically(*options.output, text);
    if (auto written = io.out.append(text); !written) return written;
    return io.out.flush();
}

}  // namespace

ExitStatus emit_key(cli::Io& io, const RotateOptions& options, const store::Store& store) {
    const auto key = rotation::key_to_hand_over(store, *options.profile, io.now());
    if (!key) return cli::report(io, key.error());
    const bool icsf = *options.emit == Emit::Icsf;
    if (icsf && !key->key.is_enhanced())
        return cli::report(
            io, base::with_hint(
                    base::fail(base::ErrorKind::NotPermitted,
                               "{} has a DES key, which RACF itself can keep", key->profile),
                    "--emit racf"));
    if (icsf || !key->key.is_enhanced())
        if (auto allowed = check_output(io, options); !allowed)
            return cli::report(io, allowed.error());
    std::string text = icsf ? rotation::icsf_steps(*key) : rotation::racf_commands(*key);
    const base::WipeGuard guard(text);
    std::optional<json::Json> record;
    if (icsf || !key->key.is_enhanced()) {
        auto audited = rotation::audit_clear_key(store, io.now(), *key,
                                                 options.output.value_or("standard output"));
        if (!audited) return cli::report(io, audited.error());
        record = *std::move(audited);
    }
    if (auto written = write(io, options, text); !written) return cli::report(io, written.error());
    if (record) cli::tell(io, *record);
    if (key->at)
        cli::note(io, fmt::format("{}: this key is active here from {}; run them then",
                                  key->profile, base::to_rfc3339(*key->at)));
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
