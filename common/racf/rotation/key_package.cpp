#include "common/racf/rotation/key_package.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/des.hpp"
#include "common/crypto/random.hpp"
#include "common/formats/json/json.hpp"
#include "common/racf/passticket/check_value.hpp"
#include "common/racf/passticket/enhanced.hpp"

namespace ptkt::rotation {

namespace {

using base::ErrorKind;

constexpr std::int64_t kVersion = 2;
constexpr std::size_t kKeyIdBytes = 32;
constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kLongestHeader = 4096;
/// The sender's clock may be ahead.
constexpr base::Seconds kPackageTolerance{300};

base::Error malformed(std::string_view what) {
    return base::fail(ErrorKind::Malformed, "the key package is malformed: {}", what);
}

/// Takes the members of a header in their order, and keeps the first thing that is wrong. The order
/// is part of the form: a package has one spelling.
class HeaderReader {
  public:
    explicit HeaderReader(const json::Json::Object& members) : members_(members) {}

    std::string text(std::string_view name) {
        const json::Json* value = next(name);
        const std::string* read = value == nullptr ? nullptr : value->as_string();
        if (read == nullptr) reject(name);
        return read == nullptr ? std::string() : *read;
    }
    std::int64_t number(std::string_view name) {
        const json::Json* value = next(name);
        const auto read = value == nullptr ? std::nullopt : value->as_integer();
        if (!read) reject(name);
        return read.value_or(0);
    }
    base::Instant time(std::string_view name) {
        const std::string written = text(name);
        const auto read = base::parse_time(written, base::Instant());
        // Nothing relative and no other spelling: the text must be the one that is written.
        if (!read || base::to_rfc3339(*read) != written) reject(name);
        return read ? *read : base::Instant();
    }
    void reject(std::string_view name) {
        if (wrong_.empty()) wrong_ = name;
    }
    [[nodiscard]] base::Status finish() const {
        if (!wrong_.empty()) return malformed(wrong_ + " is not what it must be");
        if (at_ != members_.size()) return malformed("it has more members than are known");
        return {};
    }

  private:
    const json::Json* next(std::string_view name) {
        if (at_ >= members_.size() || members_[at_].first != name) return nullptr;
        return &members_[at_++].second;
    }

    const json::Json::Object& members_;
    std::size_t at_ = 0;
    std::string wrong_;
};

json::Json header_of(const Package& package) {
    json::Json header = json::Json::object();
    header.set("ptkt_key_package", kVersion)
        .set("id", package.id)
        .set("class", racf::ptktdata_class().str())
        .set("profile", package.profile.str())
        .set("kind", package.enhanced ? "hmac" : "des")
        .set("check_value", package.check_value)
        .set("active_from", base::to_rfc3339(package.active_from))
        .set("grace_seconds", static_cast<std::int64_t>(package.grace.count()))
        .set("created", base::to_rfc3339(package.created))
        .set("expires", base::to_rfc3339(package.expires))
        .set("to", package.recipient)
        .set("signed_by", package.signer)
        .set("key_bytes", static_cast<std::int64_t>(package.key.size()));
    return header;
}

bool is_key_size(bool enhanced, std::size_t size) {
    if (!enhanced) return size == crypto::DesKey::kSize;
    return size >= passticket::kShortestEnhancedKey && size <= passticket::kLongestEnhancedKey;
}

bool is_key_id(const std::string& text) {
    return text.size() == 2 * kKeyIdBytes && base::from_hex(text).has_value();
}

base::Result<Package> read_header(const json::Json::Object& members, base::Secret key) {
    HeaderReader reader(members);
    if (reader.number("ptkt_key_package") != kVersion)
        return base::with_hint(malformed("it is of another version"),
                               "both sides need the same version of ptkt");
    std::string id = reader.text("id");
    if (id.size() != 2 * kIdBytes || !base::from_hex(id)) reader.reject("id");
    if (reader.text("class") != racf::ptktdata_class().str()) reader.reject("class");
    auto profile = racf::ProfileName::parse(reader.text("profile"));
    if (!profile) return malformed("profile is not what it must be");
    Package package{std::move(id), std::move(*profile)};
    const std::string kind = reader.text("kind");
    package.enhanced = kind == "hmac";
    if (!package.enhanced && kind != "des") reader.reject("kind");
    package.check_value = reader.text("check_value");
    package.active_from = reader.time("active_from");
    package.grace = base::Seconds(reader.number("grace_seconds"));
    if (package.grace.count() < 0 || package.grace > racf::kLongestGrace)
        reader.reject("grace_seconds");
    package.created = reader.time("created");
    package.expires = reader.time("expires");
    if (package.expires < package.created || package.expires - package.created > kLongestLife)
        reader.reject("expires");
    package.recipient = reader.text("to");
    if (!is_key_id(package.recipient)) reader.reject("to");
    package.signer = reader.text("signed_by");
    if (!package.signer.empty() && !is_key_id(package.signer)) reader.reject("signed_by");
    if (reader.number("key_bytes") != static_cast<std::int64_t>(key.size()) ||
        !is_key_size(package.enhanced, key.size()))
        reader.reject("key_bytes");
    if (auto finished = reader.finish(); !finished) return std::move(finished).error();
    package.key = std::move(key);
    return package;
}

}  // namespace

base::Result<Package> make(const racf::ProfileName& profile, base::Secret key,
                           base::Instant created, base::Seconds life) {
    if (life.count() <= 0 || life > kLongestLife)
        return base::fail(ErrorKind::Malformed, "a package is good for up to {}, not for {}",
                          base::human_duration(kLongestLife), base::human_duration(life));
    const auto id = crypto::random_bytes(kIdBytes);
    if (!id) return id.error();
    auto value = passticket::check_value(key);
    if (!value) return std::move(value).error();
    Package package{base::to_hex(id->view()), profile};
    package.enhanced = key.size() != crypto::DesKey::kSize;
    package.check_value = std::move(*value);
    package.created = created;
    package.expires = created + life;
    package.key = std::move(key);
    return package;
}

base::Secret print(const Package& package) {
    const std::string header = header_of(package).dump() + "\n";
    base::Bytes content;
    content.reserve(header.size() + package.key.size());  // no copy of the key is left behind
    content.insert(content.end(), header.begin(), header.end());
    const base::ByteView key = package.key.view();
    content.insert(content.end(), key.begin(), key.end());
    return base::Secret(std::move(content));
}

base::Result<Package> parse(base::ByteView content) {
    const std::string_view text = base::as_text(content);
    const auto end = text.substr(0, kLongestHeader).find('\n');
    if (end == std::string_view::npos) return malformed("it has no header");
    const auto header = json::parse_json(text.substr(0, end));
    if (!header || header->as_object() == nullptr) return malformed("its header is not an object");
    auto package = read_header(*header->as_object(), base::Secret(content.subspan(end + 1)));
    if (!package) return package;
    const auto value = passticket::check_value(package->key);
    if (!value) return value.error();
    if (*value != package->check_value) return malformed("its key has another check value");
    return package;
}

base::Status admit(const Package& package, const racf::ProfileName& expected,
                   const racf::Rotation& rotation, base::Instant now) {
    const auto refused = [](std::string what) {
        return base::fail(ErrorKind::NotPermitted, "{}", what);
    };
    if (package.profile != expected)
        return refused(fmt::format("the package is for profile {}, expected is {}",
                                   package.profile.str(), expected.str()));
    if (now >= package.expires)
        return refused(fmt::format("the package expired at {}", base::to_rfc3339(package.expires)));
    if (package.created > now + kPackageTolerance)
        return refused(fmt::format("the package was made at {}, which is in the future",
                                   base::to_rfc3339(package.created)));
    if (std::any_of(rotation.packages.begin(), rotation.packages.end(),
                    [&](const racf::UsedPackage& used) { return used.id == package.id; }))
        return refused("the package was used before");
    if (rotation.last_package && package.created < *rotation.last_package)
        return refused(fmt::format("the package was made at {}, before one that was used already",
                                   base::to_rfc3339(package.created)));
    return {};
}

racf::Rotation remember(racf::Rotation rotation, const Package& package, base::Instant now) {
    std::erase_if(rotation.packages,
                  [now](const racf::UsedPackage& used) { return now >= used.expires; });
    rotation.packages.push_back({package.id, package.expires});
    rotation.last_package = package.created;
    return rotation;
}

}  // namespace ptkt::rotation
