#include "common/ims/config/descriptors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/base/text/near_miss.hpp"
#include "common/ims/config/descriptor_records.hpp"
#include "common/ims/config/readers.hpp"
#include "common/ims/config/statement_names.hpp"

namespace ptkt::ims_config {

namespace {

constexpr std::size_t kLongestSuperMember = 4;
constexpr std::size_t kMostConnections = 8;  // as many as a super member has

/// YES or NO; the commands for descriptors say Y and N.
template <auto Member>
void yes_or_no(Destination& destination, const Operand& operand, Diagnostics& diagnostics) {
    const std::string& word = operand.value.word;
    if (!operand.value.is_list && (word == "YES" || word == "Y" || word == "NO" || word == "N")) {
        destination.*Member = word.front() == 'Y';
        return;
    }
    diagnostics.error(operand.value.span, fmt::format("{} must be YES or NO, found '{}'",
                                                      operand.key, base::printable(word, 40)));
}

/// Known already: it says whether this table is the one for the descriptor.
void type(Destination& destination, const Operand& operand, Diagnostics& /*diagnostics*/) {
    destination.type = operand.value.word;
}

void rmtimscon(Destination& destination, const Operand& operand, Diagnostics& diagnostics) {
    names<&Destination::rmtimscons, kMostConnections, false>(destination, operand, diagnostics);
    if (destination.rmtimscons.size() > 1)
        diagnostics.warning(operand.value.span, "IMS takes one name in RMTIMSCON",
                            "imscon-send takes several: it sends by them in turn");
}

constexpr Keyword<Destination> kDestination[] = {
    {"TYPE", type, Needed::Required},
    {"TMEMBER", name<&Destination::tmember, 16>, Needed::Required},
    {"TPIPE", name<&Destination::tpipe>},
    {"SMEM", yes_or_no<&Destination::smem>},
    {"RMTIMSCON", rmtimscon},
    {"RMTIMS", name<&Destination::rmtims>},
    {"RMTTRAN", name<&Destination::rmttran>},
    {"USERID", name<&Destination::userid>},
    {"RMTSEC", name<&Destination::rmtsec>},
    {"ADAPTER", name<&Destination::adapter>},
    {"CONVRTR", name<&Destination::convrtr>},
    {"EXIT", yes_or_no<&Destination::exit>},
    {"SYNTIMER", number<&Destination::syntimer>},
    {"SYNCTP", yes_or_no<&Destination::synctp>},
    {"SENDALTP", yes_or_no<&Destination::sendaltp>},
};

/// The TYPE of a descriptor, whose keywords follow from it; nothing when it has none that is known.
std::optional<std::string> type_of(const WrittenDescriptor& one, Diagnostics& diagnostics) {
    static const std::vector<std::string_view> kTypes{"IMSCON", "IMSTRAN", "MQSERIES", "NONOTMA"};
    const auto found = std::ranges::find_if(
        one.operands, [](const Operand& operand) { return base::to_upper(operand.key) == "TYPE"; });
    if (found == one.operands.end()) {
        if (!one.broken)
            diagnostics.error(
                one.name_span,
                fmt::format("descriptor {} has no TYPE", base::printable(one.name, 40)),
                "write TYPE=IMSCON for what goes to IMS Connect");
        return std::nullopt;
    }
    if (found->broken) return std::nullopt;
    const std::string& word = found->value.word;
    if (std::ranges::find(kTypes, word) != kTypes.end()) return word;
    const auto meant = base::near_miss(word, kTypes);
    diagnostics.error(found->value.span,
                      fmt::format("TYPE must be IMSCON, IMSTRAN, MQSERIES or NONOTMA, found '{}'",
                                  base::printable(word, 40)),
                      meant ? fmt::format("did you mean {}?", kTypes[*meant]) : "");
    return std::nullopt;
}

/// A name that may end with `*`.
std::optional<std::string> name_of(const WrittenDescriptor& one, Diagnostics& diagnostics) {
    Value value;
    value.word = one.name;
    value.span = one.name_span;
    const bool covers_many = one.name.size() > 1 && one.name.ends_with('*');
    if (covers_many) value.word.pop_back();
    auto read = read_name("the name of a descriptor", value, {8, false}, diagnostics);
    if (read && covers_many) *read += '*';
    return read;
}

void check_destination(const Destination& one, Diagnostics& diagnostics) {
    const Places& places = one.places;
    if (!places.complete || diagnostics.error_within(places.statement)) return;
    if (places.coded("RMTIMSCON") != places.coded("RMTIMS"))
        diagnostics.error(places.of(places.coded("RMTIMS") ? "RMTIMS" : "RMTIMSCON"),
                          "RMTIMSCON and RMTIMS go together");
    if (one.smem && one.tmember.size() > kLongestSuperMember)
        diagnostics.error(places.of("TMEMBER"),
                          fmt::format("the name of a super member has at most {} characters",
                                      kLongestSuperMember),
                          "with SMEM=YES TMEMBER names the super member");
    if (places.coded("RMTIMSCON")) return;
    for (const std::string_view keyword : {"RMTTRAN", "USERID", "RMTSEC"})
        if (places.coded(keyword))
            diagnostics.warning(places.of(keyword),
                                fmt::format("{} has no effect without RMTIMSCON", keyword));
}

void add(const WrittenDescriptor& written, Descriptors& all, Diagnostics& diagnostics) {
    if (!written.is_destination) {
        all.others.push_back({written.name, "an OTMA client descriptor"});
        return;
    }
    const auto name = written.name.empty() ? std::nullopt : name_of(written, diagnostics);
    const auto type = type_of(written, diagnostics);
    if (!type || *type == "IMSCON")
        for (const Diagnostic& one : written.faults)
            diagnostics.error(one.where, one.message, one.hint);
    if (!type) return;
    if (*type != "IMSCON") {
        if (name) all.others.push_back({*name, "TYPE=" + *type});
        return;
    }
    Destination read;
    read.places.statement = written.span;
    read.name = name.value_or(std::string());
    const std::string subject = "descriptor " + base::printable(written.name, 40);
    read_keywords<Destination>({subject, written.name_span, written.operands, written.broken},
                               kDestination, read, diagnostics);
    check_destination(read, diagnostics);
    const auto has_name = [&](const auto& one) { return name && one.name == *name; };
    if (std::ranges::any_of(all.destinations, has_name))
        diagnostics.error(written.name_span, fmt::format("{} stands twice", subject),
                          "records of one descriptor follow each other");
    all.destinations.push_back(std::move(read));
}

/// The first word of a member that configures IMS Connect, when the text is one.
const Token* statement_of_ims_connect(const std::vector<Token>& tokens) {
    const Token& first = tokens.front();
    const bool is_one = first.kind == TokenKind::Word && is_statement_name(first.text);
    return is_one ? &first : nullptr;
}

template <typename Named>
const Named* find_by_name(const std::vector<Named>& all, std::string_view name) {
    const Named* best = nullptr;
    for (const Named& one : all) {
        if (one.name == name) return &one;
        const std::string_view mask = one.name;
        const bool covers =
            mask.ends_with('*') && name.starts_with(mask.substr(0, mask.size() - 1));
        if (covers && (best == nullptr || best->name.size() < mask.size())) best = &one;
    }
    return best;
}

}  // namespace

ParsedDescriptors parse_descriptors(std::string_view text) {
    Diagnostics diagnostics;
    const auto tokens = lex(text, diagnostics);
    ParsedDescriptors parsed;
    if (const Token* const first = statement_of_ims_connect(tokens)) {
        diagnostics = {};
        diagnostics.error(first->span,
                          fmt::format("{} is a statement of an HWSCFGxx member: this one does not "
                                      "describe destinations",
                                      first->text),
                          "give the DFSYDTx member; -m is for this one");
    } else if (tokens.size() > 1 || !diagnostics.any_error()) {
        Descriptors all;
        for (const WrittenDescriptor& one : parse_descriptor_records(text, tokens, diagnostics))
            add(one, all, diagnostics);
        if (!diagnostics.any_error()) parsed.descriptors = std::move(all);
    }
    parsed.diagnostics = std::move(diagnostics).in_text_order();
    return parsed;
}

const Destination* find_destination(const Descriptors& descriptors, std::string_view name) {
    return find_by_name(descriptors.destinations, name);
}

const OtherDescriptor* find_other(const Descriptors& descriptors, std::string_view name) {
    return find_by_name(descriptors.others, name);
}

}  // namespace ptkt::ims_config
