#include <algorithm>
#include <thread>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/rotation/profile_keys.hpp"
#include "common/racf/rotation/publication.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/pem_files.hpp"
#include "tools/racf-admin/rotate.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using rotation::ReceiverState;

ExitStatus show_generation(cli::Io& io, const cli::CommonOptions& options,
                           std::optional<std::int64_t> number, base::Instant made) {
    const auto text = number ? fmt::format("generation\t{}\t{}", *number, base::to_rfc3339(made))
                             : std::string("generation\tnone");
    return cli::print_record(io, options, text, [&] {
        return json::event("generation")
            .set("generation", number ? json::Json(*number) : json::Json())
            .set("made", number ? json::Json(base::to_rfc3339(made)) : json::Json());
    });
}

ExitStatus show_receiver(cli::Io& io, const cli::CommonOptions& options,
                         const ReceiverState& state) {
    auto text = fmt::format("{}\t{}", state.is_current ? "current" : "behind", state.name);
    if (state.generation && state.adopted)
        text += fmt::format("\t{}\t{}", *state.generation, base::to_rfc3339(*state.adopted));
    return cli::print_record(io, options, text, [&] {
        return json::event("receiver")
            .set("receiver", state.name)
            .set("current", state.is_current)
            .set("generation", state.generation ? json::Json(*state.generation) : json::Json())
            .set("adopted",
                 state.adopted ? json::Json(base::to_rfc3339(*state.adopted)) : json::Json());
    });
}

ExitStatus show_receivers(cli::Io& io, const cli::CommonOptions& options,
                          const std::vector<ReceiverState>& states) {
    bool all_current = true;
    for (const ReceiverState& state : states) {
        all_current = all_current && state.is_current;
        if (const auto printed = show_receiver(io, options, state); printed != ExitStatus::Done)
            return printed;
    }
    return all_current ? ExitStatus::Done : ExitStatus::No;
}

bool all_are_current(const std::vector<ReceiverState>& states) {
    return std::ranges::all_of(states, &ReceiverState::is_current);
}

ExitStatus publication_status(cli::Io& io, const PublishOptions& options) {
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kReceiverFields))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    const auto receivers = rotation::receivers_of(**store, options.directory);
    return receivers ? show_receivers(io, options.common, receivers->all)
                     : cli::report(io, receivers.error());
}

base::Result<std::vector<crypto::Certificate>> read_receivers(
    cli::Io& io, const std::vector<std::string>& names) {
    std::vector<crypto::Certificate> receivers;
    for (const std::string& name : names) {
        auto one = read_certificate(io, name);
        if (!one) return std::move(one).error();
        for (const crypto::Certificate& other : receivers)
            if (other.key_id() == one->key_id())
                return base::fail(base::ErrorKind::Usage, "{} and {} are for the same key pair",
                                  other.name(), one->name());
        receivers.push_back(std::move(*one));
    }
    return receivers;
}

base::Result<store::Generation> publish(cli::Io& io, const PublishOptions& options) {
    const auto store = wiring::open_store(io, options.common);
    if (!store) return store.error();
    const auto receivers = read_receivers(io, options.to);
    if (!receivers) return receivers.error();
    const auto certificate = read_certificate(io, *options.sign);
    if (!certificate) return certificate.error();
    const auto key = read_private_key(io, *options.sign_key);
    if (!key) return key.error();
    const crypto::Signer signer{*certificate, *key};
    const files::Path directory = options.directory;
    return rotation::publish(**store, {directory, *receivers, signer, io.now(), io.reached});
}

base::Result<rotation::Adopted> adopt(cli::Io& io, const AdoptOptions& options) {
    const auto store = wiring::open_store(io, options.common);
    if (!store) return store.error();
    const auto key = read_private_key(io, *options.key);
    if (!key) return key.error();
    const auto publisher = read_certificate(io, *options.from);
    if (!publisher) return publisher.error();
    const files::Path directory = *options.directory;
    return rotation::adopt(
        **store, {directory, *key, *publisher, options.not_older_than, io.now(), io.reached});
}

ExitStatus adoption_status(cli::Io& io, const AdoptOptions& options) {
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    const auto its = store::generation_of((*store)->layout());
    if (!its) return cli::report(io, its.error());
    if (!*its) return show_generation(io, options.common, std::nullopt, {});
    return show_generation(io, options.common, (*its)->number, (*its)->made);
}

ExitStatus refuse_changed_keys(cli::Io& io) {
    cli::warn(io, "the keys have changed since the last generation",
              "racf-admin publish brings them to the receivers");
    return ExitStatus::No;
}

}  // namespace

ExitStatus run_publish(cli::Io& io) {
    PublishOptions options;
    const cli::OptionTable table = publish_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (options.status) return publication_status(io, options);
    if (options.to.empty() || !options.sign || !options.sign_key)
        return cli::report_usage(io,
                                 "give the receivers (--to), and who signs (--sign, --sign-key)");
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kGenerationFields))
        return *wrong;
    const auto made = publish(io, options);
    if (!made) return cli::report(io, made.error());
    return show_generation(io, options.common, made->number, made->made);
}

ExitStatus run_adopt(cli::Io& io) {
    AdoptOptions options;
    const cli::OptionTable table = adopt_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (options.status == options.directory.has_value())
        return cli::report_usage(io, "give either a directory or --status");
    if (!options.status && (!options.key || !options.from))
        return cli::report_usage(io, "give this receiver's key (--key) and the publisher (--from)");
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, kGenerationFields))
        return *wrong;
    if (options.status) return adoption_status(io, options);
    const auto adopted = adopt(io, options);
    if (!adopted) return cli::report(io, adopted.error());
    for (const std::string& what : adopted->damaged)
        cli::warn(io, what,
                  "compare the user with the publisher's, and resume the user if need be");
    if (adopted->report)
        cli::warn(io, "the publisher cannot see this: " + adopted->report->what,
                  "make the directory writable and run this again");
    return show_generation(io, options.common, adopted->number, adopted->made);
}

ExitStatus wait_for_receivers(cli::Io& io, const RotateOptions& options,
                              const store::Store& store) {
    constexpr std::chrono::milliseconds kBetweenLooks{200};
    if (const auto profile = rotation::ptktdata_profile(store, *options.profile); !profile)
        return cli::report(io, profile.error());
    const auto published = rotation::generation_of_keys(store);
    if (!published) return cli::report(io, published.error());
    if (!*published) return refuse_changed_keys(io);
    const auto end = std::chrono::steady_clock::now() + options.within;
    for (;;) {
        const auto receivers = rotation::receivers_of(store, *options.wait_for);
        if (!receivers) return cli::report(io, receivers.error());
        if (all_are_current(receivers->all)) {
            // Keys, or the generation, may have changed while others were waited for.
            const auto now = rotation::generation_of_keys(store);
            if (!now) return cli::report(io, now.error());
            if (!*now) return refuse_changed_keys(io);
            if (**now == receivers->generation)
                return show_receivers(io, options.common, receivers->all);
            continue;
        }
        if (std::chrono::steady_clock::now() >= end)
            return show_receivers(io, options.common, receivers->all);
        io.reached("waiting");
        std::this_thread::sleep_for(kBetweenLooks);
    }
}

}  // namespace ptkt::admin
