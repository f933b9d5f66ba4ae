#include "common/racf/command/given_fields.hpp"

#include <algorithm>

#include "common/racf/command/resource_fields.hpp"

namespace ptkt::racf_command {

namespace {

/// The words of a list each once, in the order of the table, so that equal lists are equal texts.
std::string text_of_list(const Operand& field) {
    std::string text;
    for (const Keyword& word : field.keyword->value.words) {
        const auto is_given = std::ranges::any_of(
            field.values, [&](const Value& value) { return value.text == word.name; });
        if (is_given) text.append(text.empty() ? "" : " ").append(word.name);
    }
    return text;
}

/// Fields of a segment, as operands set or (NOxxx) remove them.
void set_segment(const Operand& operand, racf::Segment& segment) {
    for (const Operand& field : operand.operands) {
        const std::string_view name = field.keyword->name;
        if (name.starts_with("NO")) {
            segment.erase(std::string(name.substr(2)));
        } else if (field.keyword->value.kind != ValueKind::None) {
            segment[std::string(name)] =
                field.keyword->value.list ? text_of_list(field) : std::string(field.text());
        }
    }
}

}  // namespace

std::string removal_of(std::string_view operand) {
    return "NO" + std::string(operand);
}

Said said_of(const Job& job, Doing doing, const racf::Given& given) {
    const racf::Offered other = doing == Doing::Adding ? racf::Offered::Alter : racf::Offered::Add;
    if (given.operand.name.empty() || given.offered == other) return {};
    Said said{job.command.find(given.operand.name)};
    if (!given.no.empty() && (given.no_beside || doing == Doing::Altering))
        said.taken_back = job.command.has(removal_of(given.operand.name));
    return said;
}

std::string spoken_name(const racf::Given& given, const Said& said) {
    return said.given != nullptr ? std::string(given.operand.name) : removal_of(given.operand.name);
}

void set_value(const Said& said, bool& member) {
    member = said.given != nullptr;
}

void set_value(const Said& said, std::string& member) {
    if (said.given != nullptr) member = said.given->text();
    if (said.taken_back) member.clear();
}

void set_value(const Said& said, racf::Access& member) {
    if (said.given != nullptr) member = access_of_word(said.given->text());
}

void set_value(const Said& said, int& member) {
    if (said.given != nullptr) member = static_cast<int>(said.given->values.front().number);
}

void set_segments(const Job& job, Doing doing, std::span<const racf::SegmentTable> tables,
                  std::map<std::string, racf::Segment>& segments) {
    for (const racf::SegmentTable& table : tables) {
        const std::string name(table.name);
        if (const Operand* operand = job.command.find(name)) set_segment(*operand, segments[name]);
        if (doing == Doing::Altering && job.command.has(removal_of(name))) segments.erase(name);
    }
}

}  // namespace ptkt::racf_command
