#include "common/racf/store/sealing.hpp"

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/aead.hpp"
#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kFileLimit = 4096;
constexpr std::string_view kNewContext = "rekey/new";
constexpr std::string_view kOldContext = "rekey/old";

struct SealedPair {
    base::Bytes new_under_old;
    base::Bytes old_under_new;
};

SealedPair read_sealed_pair(toml::Reader& reader) {
    return {read_bytes(reader, "new_under_old"), read_bytes(reader, "old_under_new")};
}

}  // namespace

std::string masked_context(const racf::ClassName& cls, const racf::ProfileName& name) {
    return fmt::format("profile/{}/{}/legacy", cls.str(), name.str());
}

std::string vault_context(std::string_view label, std::string_view kind) {
    return fmt::format("vault/{}/{}", label, kind);
}

base::Result<base::Secret> master_key_of(std::string_view text, const std::string& name) {
    auto bytes = base::from_hex(base::trim(text));
    if (!bytes || bytes->size() != crypto::kSealingKeySize)
        return base::fail(base::ErrorKind::Config, "{} is not a master key: 64 hexadecimal digits",
                          name);
    return base::Secret(std::move(*bytes));
}

base::Result<base::Secret> read_master_key(const Layout& layout) {
    const Path path = layout.master_key();
    if (auto safe = files::check_private(path); !safe) {
        if (safe.error().kind != base::ErrorKind::NotFound) return std::move(safe).error();
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "the store does not keep its master key itself"),
            "say with --master-key where it is");
    }
    auto text = files::read_file(path, kFileLimit);
    if (!text) return std::move(text).error();
    const base::WipeGuard guard(*text);
    return master_key_of(*text, path.string());
}

base::Status write_master_key(const Layout& layout, const base::Secret& key) {
    std::string text = base::to_hex(key.view()) + "\n";
    const base::WipeGuard guard(text);
    return files::write_atomically(layout.master_key(), text);
}

base::Status write_pair(const Layout& layout, const MasterPair& pair) {
    const auto new_sealed = crypto::seal(pair.old_key, pair.new_key, base::as_bytes(kNewContext));
    if (!new_sealed) return new_sealed.error();
    const auto old_sealed = crypto::seal(pair.new_key, pair.old_key, base::as_bytes(kOldContext));
    if (!old_sealed) return old_sealed.error();
    Fields fields;
    fields.bytes("new_under_old", *new_sealed).bytes("old_under_new", *old_sealed);
    auto text = toml::print(fields.table());
    if (!text) return std::move(text).error();
    return replace_text(layout, layout.rekey(), std::move(*text));
}

base::Result<std::optional<MasterPair>> read_pair(const Layout& layout,
                                                  const base::Secret& either) {
    const auto text = read_text(layout.rekey(), kFileLimit);
    if (!text) return text.error();
    if (!*text) return std::optional<MasterPair>();
    const auto sealed = parse_file(**text, layout.rekey(), read_sealed_pair);
    if (!sealed) return sealed.error();
    if (auto key = crypto::open(either, sealed->new_under_old, base::as_bytes(kNewContext)))
        return std::optional(MasterPair{either.clone(), std::move(*key)});
    auto key = crypto::open(either, sealed->old_under_new, base::as_bytes(kOldContext));
    if (!key) return std::move(key).error();
    return std::optional(MasterPair{std::move(*key), either.clone()});
}

}  // namespace ptkt::store
