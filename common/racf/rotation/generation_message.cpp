#include "common/racf/rotation/generation_message.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/aead.hpp"

namespace ptkt::rotation {

namespace {

constexpr std::string_view kMessageBegin = "ptkt generation 1";
constexpr std::string_view kReportBegin = "ptkt adopted 1";
constexpr std::string_view kArchiveSuffix = ".archive";
constexpr std::string_view kMessageSuffix = ".cms";
/// Enough to tell receivers apart; more digits would look like a key, which messages do not show.
constexpr std::size_t kShortKeyId = 12;

std::string short_id(const std::string& key_id) {
    return base::to_lower(key_id.substr(0, kShortKeyId));
}

std::string suffix_for(const std::string& key_id) {
    return fmt::format(".{}{}", short_id(key_id), kMessageSuffix);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < 0 ||
        number > kLargestNumber)
        return std::nullopt;
    return number;
}

/// The number that the name of a generation's file begins with: `7.archive`, `7.KEY.cms`.
std::int64_t number_of(std::string_view name) {
    if (!name.ends_with(kArchiveSuffix) && !name.ends_with(kMessageSuffix)) return 0;
    return whole_number(name.substr(0, name.find('.'))).value_or(0);
}

using Values = std::map<std::string_view, std::string_view>;

/// Lines `NAME VALUE` after a first line that says what they are.
std::optional<Values> parse_lines(std::string_view first, std::string_view text) {
    if (!text.starts_with(first) || text.substr(first.size(), 1) != "\n") return std::nullopt;
    text.remove_prefix(first.size() + 1);
    Values values;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        const auto blank = line.find(' ');
        if (end == std::string_view::npos || blank == std::string_view::npos) return std::nullopt;
        values[line.substr(0, blank)] = line.substr(blank + 1);
        text.remove_prefix(end + 1);
    }
    return values;
}

std::optional<base::Secret> sealing_key(std::string_view digits) {
    auto key = base::from_hex(digits);
    if (!key || key->size() != crypto::kSealingKeySize) return std::nullopt;
    return base::Secret(std::move(*key));
}

void append_key(std::string& text, std::string_view name, const base::Secret& key) {
    std::string digits = base::to_hex(key.view());
    const base::WipeGuard wiped(digits);
    base::append_wiping(text, fmt::format("{} ", name));
    base::append_wiping(text, digits);
    base::append_wiping(text, "\n");
}

}  // namespace

files::Path archive_path(const files::Path& directory, std::int64_t number) {
    return directory / fmt::format("{}{}", number, kArchiveSuffix);
}

files::Path message_path(const files::Path& directory, std::int64_t number,
                         const std::string& key_id) {
    return directory / fmt::format("{}{}", number, suffix_for(key_id));
}

files::Path report_path(const files::Path& directory, const std::string& key_id) {
    return directory / fmt::format("{}.adopted", short_id(key_id));
}

base::Result<Found> newest_generation(const files::Path& directory, const std::string* key_id) {
    const std::string suffix = key_id != nullptr ? suffix_for(*key_id) : "";
    const auto names = files::list_directory(directory, suffix);
    if (!names) return names.error();
    Found newest;
    for (const std::string& name : *names) {
        const auto number = key_id != nullptr ? whole_number(name).value_or(0) : number_of(name);
        if (number > newest.number) newest = {number, directory / (name + suffix)};
    }
    return newest;
}

base::Status remove_older(const files::Path& directory, std::int64_t number) {
    const auto names = files::list_directory(directory, "");
    if (!names) return names.error();
    for (const std::string& name : *names) {
        const auto its = number_of(name);
        if (its == 0 || its >= number) continue;
        if (auto gone = files::remove_durably(directory / name); !gone) return gone;
    }
    return {};
}

base::Secret print_message(const GenerationMessage& message) {
    std::string text =
        fmt::format("{}\nnumber {}\nmade {}\nrecipient {}\nsigner {}\ndigest {}\nreport {}\n",
                    kMessageBegin, message.number, base::to_seconds(message.made),
                    message.recipient, message.signer, message.digest, message.report);
    append_key(text, "archive", message.archive_key);
    append_key(text, "transport", message.transport_key);
    base::Secret printed(base::as_bytes(text));
    base::wipe(text.data(), text.size());
    return printed;
}

std::optional<GenerationMessage> parse_message(std::string_view text) {
    auto values = parse_lines(kMessageBegin, text);
    if (!values) return std::nullopt;
    const auto number = whole_number((*values)["number"]);
    const auto made = whole_number((*values)["made"]);
    auto archive = sealing_key((*values)["archive"]);
    auto transport = sealing_key((*values)["transport"]);
    if (!number || !made || !archive || !transport) return std::nullopt;
    return GenerationMessage{*number,
                             base::instant(*made),
                             std::string((*values)["recipient"]),
                             std::string((*values)["signer"]),
                             std::string((*values)["digest"]),
                             std::move(*archive),
                             std::move(*transport),
                             std::string((*values)["report"])};
}

std::string print_report(const AdoptionReport& report) {
    return fmt::format("{}\nnumber {}\nadopted {}\nreport {}\n", kReportBegin, report.number,
                       base::to_seconds(report.adopted), report.report);
}

std::optional<AdoptionReport> parse_report(std::string_view text) {
    auto values = parse_lines(kReportBegin, text);
    if (!values) return std::nullopt;
    const auto number = whole_number((*values)["number"]);
    const auto adopted = whole_number((*values)["adopted"]);
    if (!number || !adopted) return std::nullopt;
    return AdoptionReport{*number, base::instant(*adopted), std::string((*values)["report"])};
}

}  // namespace ptkt::rotation
