#include "tests/checks/wire_tables.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <set>
#include <span>
#include <string_view>

#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/message_kind.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::tests {

namespace {

using ims_wire::CodeText;
using ims_wire::Field;
using ims_wire::Layout;
using ims_wire::Value;

/// A text that scdoc does not take for one of its marks.
std::string plain(std::string_view text) {
    std::string out;
    for (const char one : text)
        out += one == '*' || one == '_' ? fmt::format("\\{}", one) : std::string(1, one);
    return out;
}

std::string row(std::initializer_list<std::string> cells, bool is_head = false) {
    std::string out;
    for (const std::string& cell : cells) {
        const std::string text = is_head ? fmt::format("*{}*", cell) : plain(cell);
        out += fmt::format("{}{} {}\n", out.empty() ? '|' : ':', is_head ? '[' : ' ', text);
    }
    return out;
}

std::string explained(const Field& field) {
    std::string out = field.arch == 0 ? "" : fmt::format("level {}: ", field.arch);
    out += field.label;
    if (!field.note.empty()) out += fmt::format("; {}", field.note);
    return out;
}

std::string structure(const Layout& layout) {
    std::string out = fmt::format("## {}\n\n", plain(layout.name));
    if (!layout.id.empty()) out += fmt::format("ID {}. ", plain(layout.id));
    out += fmt::format("{}.\n\n", plain(layout.meaning));
    out += row({"At", "Bytes", "Field", "What it is"}, true);
    for (const Field& field : layout.fields)
        out += row({fmt::format("{}", field.at),
                    field.length == 0 ? "rest" : fmt::format("{}", field.length),
                    std::string(field.name), explained(field)});
    return out + "\n";
}

std::string values(const Field& field) {
    std::string out =
        fmt::format("## {}\n\n", plain(field.name)) + row({"Value", "Name", "Meaning"}, true);
    for (const Value& value : field.values) {
        const bool is_part = value.mask != 0xFF && value.mask != value.value;
        out += row({is_part ? fmt::format("{:02X} of {:02X}", value.value, value.mask)
                            : fmt::format("{:02X}", value.value),
                    std::string(value.name), std::string(value.meaning)});
    }
    return out + "\n";
}

std::string kinds() {
    std::string out =
        "## IRM\\_F4\n\n" + row({"Letter", "ASCII", "EBCDIC", "Name", "Data", "Meaning"}, true);
    for (const auto& kind : ims_wire::message_kinds())
        out += row({kind.ascii == ' ' ? "blank" : std::string(1, kind.ascii),
                    fmt::format("{:02X}", kind.ascii), fmt::format("{:02X}", kind.ebcdic),
                    std::string(kind.name), kind.carries_data ? "yes" : "no",
                    std::string(kind.meaning)});
    return out + "\n";
}

std::string codes(std::string_view title, std::span<const CodeText> all) {
    std::string out = fmt::format("## {}\n\n", title) + row({"Dec", "Hex", "Meaning"}, true);
    for (const CodeText& code : all)
        out += row({fmt::format("{}", code.number), fmt::format("{:02X}", code.number),
                    std::string(code.text)});
    return out + "\n";
}

std::string extensions() {
    std::string out = "## Extensions\n\n" + row({"ID", "What it is"}, true);
    for (const auto& one : ims_wire::kExtensionIds)
        out += row({std::string(one.id), std::string(one.meaning)});
    return out + "\n";
}

}  // namespace

std::string wire_tables() {
    std::string out = "# STRUCTURES\n\n";
    for (const Layout& layout : ims_wire::kLayouts)
        out += structure(layout);
    out += "# VALUES\n\n" + kinds() + extensions();
    std::set<const Value*> told;  // RSM and CSM have the same flags
    for (const Layout& layout : ims_wire::kLayouts)
        for (const Field& field : layout.fields)
            if (!field.values.empty() && told.insert(field.values.data()).second)
                out += values(field);
    out += "# CODES\n\n" + codes("Return codes", ims_wire::return_codes()) +
           codes("Reason codes", ims_wire::reason_codes()) +
           codes("RACF return codes", ims_wire::racroute_codes());
    return out;
}

}  // namespace ptkt::tests
