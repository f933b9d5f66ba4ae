#include "common/racf/store/keys.hpp"

#include <array>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/aead.hpp"
#include "common/crypto/random.hpp"
#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/print.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/sealing.hpp"
#include "common/racf/store/text/text_fields.hpp"

namespace ptkt::store {

namespace {

constexpr std::size_t kKeyFileLimit = 4096;
constexpr std::array<std::string_view, 2> kKinds{"DES", "HMAC"};

std::string_view to_string(VaultKind kind) {
    return kKinds.at(static_cast<std::size_t>(kind));
}

struct VaultRecord {
    VaultEntry entry;
    base::Bytes sealed;
};

VaultRecord read_fields(toml::Reader& reader) {
    VaultRecord record;
    record.entry.label = reader.required_string("label");
    const std::string kind = reader.required_string("kind");
    if (kind != kKinds[0] && kind != kKinds[1]) reader.reject("kind", "is not DES or HMAC");
    record.entry.kind = kind == kKinds[1] ? VaultKind::Hmac : VaultKind::Des;
    record.entry.created = read_time(reader, "created").value_or(base::Instant());
    record.sealed = read_bytes(reader, "sealed");
    return record;
}

base::Result<std::optional<VaultRecord>> read_record(const Path& path) {
    const auto text = read_text(path, kKeyFileLimit);
    if (!text) return text.error();
    if (!*text) return std::optional<VaultRecord>();
    auto record = parse_file(**text, path, read_fields);
    if (!record) return std::move(record).error();
    return std::optional(std::move(*record));
}

base::Status write_record(const Layout& layout, const Path& path, const VaultRecord& record) {
    Fields fields;
    fields.set("label", record.entry.label)
        .set("kind", to_string(record.entry.kind))
        .time("created", record.entry.created)
        .bytes("sealed", record.sealed);
    auto text = toml::print(fields.table());
    if (!text) return std::move(text).error();
    return replace_text(layout, path, std::move(*text));
}

constexpr std::string_view kMasterCheck = "master key";

base::Result<std::optional<base::Bytes>> read_master_check(const Layout& layout) {
    constexpr std::size_t kLimit = 1024;
    const auto text = read_text(layout.master_check(), kLimit);
    if (!text) return text.error();
    if (!*text) return std::optional<base::Bytes>();
    auto bytes = base::from_hex(base::trim(**text));
    if (!bytes)
        return base::fail(base::ErrorKind::Config, "{} is damaged", layout.master_check().string());
    return std::optional(std::move(*bytes));
}

base::Error without_key(const racf::Resource& resource, std::string_view kind) {
    return base::fail(base::ErrorKind::NotFound, "profile {} of class {} has no {} key",
                      resource.name.str(), resource.cls.str(), kind);
}

}  // namespace

base::Result<std::string> checked_label(std::string_view text) {
    static constexpr racf::NameRule kRule{"key label", 64, true, "."};
    return racf::checked_name(text, kRule);
}

base::Status Keys::create_master_key() const {
    if (files::stamp(layout_.master_key()))
        return base::fail(base::ErrorKind::CannotCreate, "{} already exists",
                          layout_.master_key().string());
    const auto key = crypto::random_bytes(crypto::kSealingKeySize);
    if (!key) return key.error();
    return write_master_key(layout_, *key);
}

base::Result<base::Secret> Keys::master_key() const {
    if (outside_) return outside_->clone();
    return read_master_key(layout_);
}

base::Result<base::Secret> Keys::open(base::ByteView sealed, const std::string& context) const {
    if (kept_)
        if (auto opened = crypto::open(*kept_, sealed, base::as_bytes(context))) return opened;
    auto master = master_key();
    if (!master) return std::move(master).error();
    auto opened = crypto::open(*master, sealed, base::as_bytes(context));
    if (opened && keeps_) kept_ = std::move(*master);
    if (opened) return opened;
    const auto pair = read_pair(layout_, *master);
    if (!pair) return pair.error();
    if (!*pair) {
        base::Error why = opened.error();
        if (!outside_) why.what += fmt::format(" than that in {}", layout_.master_key().string());
        return why;
    }
    auto by_new = crypto::open((*pair)->new_key, sealed, base::as_bytes(context));
    return by_new ? std::move(by_new)
                  : crypto::open((*pair)->old_key, sealed, base::as_bytes(context));
}

base::Status Keys::write_master_check() const {
    const auto master = master_key();
    if (!master) return master.error();
    const auto sealed = crypto::seal(*master, base::Secret(base::as_bytes(kMasterCheck)),
                                     base::as_bytes(kMasterCheck));
    if (!sealed) return sealed.error();
    return replace_text(layout_, layout_.master_check(), base::to_hex(*sealed) + "\n");
}

base::Status Keys::check_master_key() const {
    const auto sealed = read_master_check(layout_);
    if (!sealed) return sealed.error();
    if (auto master = master_key(); !master) return std::move(master).error();
    if (!*sealed) return {};
    const auto opened = open(**sealed, std::string(kMasterCheck));
    if (opened) return {};
    // A key that could not be read is not a wrong one.
    if (opened.error().kind != base::ErrorKind::Config) return opened.error();
    return base::with_hint(
        base::fail(base::ErrorKind::Config,
                   "the master key is not the one that the keys of this store are sealed under"),
        "say with --master-key where the right one is");
}

base::Status Keys::replace_master_check(const Reseal& reseal) const {
    auto sealed = read_master_check(layout_);
    if (!sealed) return sealed.error();
    if (!*sealed) return {};
    const auto changed = reseal(**sealed, std::string(kMasterCheck));
    if (!changed) return changed.error();
    if (!*changed) return {};
    return replace_text(layout_, layout_.master_check(), base::to_hex(**sealed) + "\n");
}

base::Result<base::Bytes> Keys::seal_masked(const racf::ClassName& cls,
                                            const racf::ProfileName& name,
                                            const base::Secret& key) const {
    if (auto right = check_master_key(); !right) return std::move(right).error();
    const auto master = master_key();
    if (!master) return master.error();
    return crypto::seal(*master, key, base::as_bytes(masked_context(cls, name)));
}

base::Result<base::Secret> Keys::key_of(const racf::Resource& resource,
                                        const racf::ProfileKey& key) const {
    if (key.is_enhanced()) return get(key.enhanced_label, VaultKind::Hmac);
    if (!key.legacy) return without_key(resource, "legacy");
    if (key.legacy->form != racf::LegacyKeyForm::Masked)
        return get(key.legacy->label, VaultKind::Des);
    auto opened = open(key.legacy->sealed, masked_context(resource.cls, resource.name));
    if (!opened) return std::move(opened).error().within("profile " + resource.name.str());
    return opened;
}

base::Result<base::Secret> Keys::legacy_key(const racf::Resource& resource) const {
    if (!resource.ssignon) return without_key(resource, "legacy");
    return key_of(resource, racf::active_key(*resource.ssignon, false));
}

base::Result<base::Secret> Keys::enhanced_key(const racf::Resource& resource) const {
    if (!resource.ssignon || resource.ssignon->enhanced_label.empty())
        return without_key(resource, "enhanced");
    return key_of(resource, racf::active_key(*resource.ssignon, true));
}

base::Status Keys::put(const std::string& label, VaultKind kind, const base::Secret& key,
                       base::Instant now) const {
    if (auto right = check_master_key(); !right) return right;
    const auto master = master_key();
    if (!master) return master.error();
    const auto sealed =
        crypto::seal(*master, key, base::as_bytes(vault_context(label, to_string(kind))));
    if (!sealed) return sealed.error();
    if (auto made = files::make_directory(layout_.vault()); !made) return made;
    return write_record(layout_, layout_.vault_key(label), {{label, kind, now}, *sealed});
}

base::Result<base::Secret> Keys::get(const std::string& label, VaultKind kind) const {
    const auto record = read_record(layout_.vault_key(label));
    if (!record) return record.error();
    if (!*record)
        return base::fail(base::ErrorKind::NotFound, "the key vault has no key labelled {}", label);
    if ((*record)->entry.kind != kind)
        return base::fail(base::ErrorKind::Config, "key {} is a {} key, not a {} key", label,
                          to_string((*record)->entry.kind), to_string(kind));
    auto opened = open((*record)->sealed, vault_context(label, to_string(kind)));
    if (!opened) return std::move(opened).error().within("key " + label);
    return opened;
}

base::Result<std::optional<VaultEntry>> Keys::entry(const std::string& label) const {
    auto record = read_record(layout_.vault_key(label));
    if (!record) return std::move(record).error();
    if (!*record) return std::optional<VaultEntry>();
    return std::optional(std::move((*record)->entry));
}

base::Result<std::vector<VaultEntry>> Keys::entries() const {
    const auto names = files::list_directory(layout_.vault(), kTextSuffix);
    if (!names) return names.error();
    std::vector<VaultEntry> out;
    for (const std::string& name : *names) {
        auto one = entry(decoded_name(name));
        if (!one) return std::move(one).error();
        if (*one) out.push_back(std::move(**one));
    }
    return out;
}

base::Status Keys::replace_sealed(const std::string& label, const Reseal& reseal) const {
    const Path path = layout_.vault_key(label);
    auto record = read_record(path);
    if (!record) return std::move(record).error();
    if (!*record) return {};
    const auto changed =
        reseal((*record)->sealed, vault_context(label, to_string((*record)->entry.kind)));
    if (!changed) return changed.error();
    return *changed ? write_record(layout_, path, **record) : base::Status();
}

base::Status Keys::remove(const std::string& label) const {
    return remove_text(layout_, layout_.vault_key(label));
}

}  // namespace ptkt::store
