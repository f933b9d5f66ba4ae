#include "tests/checks/dissector_lists.hpp"

#include <fmt/format.h>

#include <span>
#include <string_view>

#include "common/base/text/ascii.hpp"
#include "common/base/text/ebcdic.hpp"
#include "common/ims/capture/fields.hpp"
#include "common/ims/wire/dialect.hpp"
#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/reasons.hpp"

namespace ptkt::tests {

namespace {

using base::Byte;
using ims_wire::CodeText;
using ims_wire::Field;
using ims_wire::FieldKind;
using ims_wire::Layout;

constexpr unsigned kBytes = 256;

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char one : text)
        out += one == '"' || one == '\\' ? fmt::format("\\{}", one) : std::string(1, one);
    return out + '"';
}

/// The number of a character of Latin-1 in UTF-8.
unsigned number_of(std::string_view utf8) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(utf8[at]); };
    return utf8.size() == 1 ? byte(0) : (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
}

std::string page(std::string_view name, ebcdic::CodePage page) {
    constexpr unsigned kInLine = 16;
    std::string out = fmt::format("    {} = {{", name);
    for (unsigned byte = 0; byte < kBytes; ++byte) {
        const Byte one[] = {static_cast<Byte>(byte)};
        out += fmt::format("{}{},", byte % kInLine == 0 ? "\n        " : " ",
                           number_of(ebcdic::decode(one, page)));
    }
    return out + "\n    },\n";
}

/// The fields that several structures have are of their own in each.
std::string abbreviation(const Layout& layout, const Field& field) {
    const bool is_common =
        &layout != &ims_wire::kIrmLayout && (field.name == "LL" || field.name == "ZZ" ||
                                             field.name == "ID" || field.name == "DATA");
    const std::string name = base::to_lower(field.name);
    return is_common ? fmt::format("{}.{}", base::to_lower(layout.name), name) : name;
}

std::string_view kind_of(const Field& field) {
    switch (field.kind) {
        case FieldKind::Number:
            return "number";
        case FieldKind::Bits:
        case FieldKind::Letter:
        case FieldKind::Timer:
            return "byte";
        case FieldKind::Text:
            return "text";
        case FieldKind::Password:
            return "password";
        case FieldKind::Token:
        case FieldKind::Unused:
            break;
    }
    return "bytes";
}

/// For each byte that has one the name of what it says.
std::string names_of(const Layout& layout, const Field& field) {
    std::string out;
    for (unsigned byte = 0; byte < kBytes; ++byte) {
        const Byte one[] = {static_cast<Byte>(byte)};
        const ims_capture::Place place{
            layout, field, 0, one, ims_wire::Code::Ascii, ims_wire::DataCode::Ascii};
        const auto name = ims_capture::text_of(place, {});
        if (name != fmt::format("X'{:02X}'", byte))
            out += fmt::format("{}[{}] = {}", out.empty() ? "" : ", ", byte, quoted(name));
    }
    return out;
}

std::string values_of(const Field& field) {
    std::string out;
    for (const auto& value : field.values)
        out += fmt::format("{}{{ {}, {}, {}, {} }}", out.empty() ? "" : ", ", value.mask,
                           value.value, quoted(value.name), quoted(value.meaning));
    return out;
}

std::string_view codes_of(const Field& field) {
    if (field.name == ims_wire::field::kRsmRetcod.name) return "returns";
    if (field.name == ims_wire::field::kRsmRsncod.name) return "reasons";
    if (field.name == ims_wire::field::kRsmRacfrc.name) return "racf";
    return {};
}

std::string row(const Layout& layout, const Field& field) {
    std::string out = fmt::format(
        "        {{ name = {}, abbr = {}, at = {}, length = {}, arch = {}, kind = \"{}\", label = {}",
        quoted(field.name), quoted(abbreviation(layout, field)), field.at, field.length, field.arch,
        kind_of(field), quoted(field.label));
    if (const auto codes = codes_of(field); !codes.empty())
        out += fmt::format(", codes = \"{}\"", codes);
    if (!field.values.empty()) out += fmt::format(",\n          values = {{ {} }}", values_of(field));
    if (field.kind == FieldKind::Letter || field.kind == FieldKind::Timer)
        out += fmt::format(",\n          names = {{ {} }}", names_of(layout, field));
    return out + " },\n";
}

std::string structure(const Layout& layout) {
    std::string out = fmt::format("    {{ name = {}, id = {}, length = {}, fields = {{\n",
                                  quoted(layout.name), quoted(layout.id), layout.length());
    for (const Field& field : layout.fields)
        out += row(layout, field);
    return out + "    } },\n";
}

/// Each with whether a message that has it is refused.
std::string codes(std::string_view name, std::span<const CodeText> all) {
    std::string out = fmt::format("    {} = {{\n", name);
    for (const CodeText& code : all) {
        ims_wire::Response response;
        response.status = ims_wire::Rsm{0, 0, code.number, 0};
        ims_capture::Frame frame;
        frame.answer = &response;
        const bool refuses = ims_capture::refusal_in({frame, 0, {}, {}, {}, nullptr}) != nullptr;
        out += fmt::format("        [{}] = {{ {}, {} }},\n", code.number, quoted(code.text),
                           refuses);
    }
    return out + "    },\n";
}

}  // namespace

std::string dissector_lists() {
    std::string out = "-- Begin of the lists, which write_wire_tables --lua prints.\n";
    out += fmt::format("local LARGEST = {}\n", ims_wire::kLargestTmraTotal);
    out += fmt::format("local EXITS = {{ [{}] = \"{}\", [{}] = \"{}\" }}\n",
                       quoted(ims_wire::kSampl0Id), to_string(ims_wire::Exit::Sampl0),
                       quoted(ims_wire::kSampl1Id), to_string(ims_wire::Exit::Sampl1));
    out += fmt::format("local PHRASE = {}\n", quoted(ims_wire::kPhraseId));
    out += "local LAYOUTS = {\n";
    for (const Layout& layout : ims_wire::kLayouts)
        out += structure(layout);
    out += "}\nlocal CODES = {\n" + codes("returns", ims_wire::return_codes()) +
           codes("reasons", ims_wire::reason_codes()) + codes("racf", ims_wire::racroute_codes());
    out += "}\nlocal PAGES = {\n" + page("header", ims_wire::kHeaderPage) +
           page("ebcdic", ebcdic::CodePage::Cp1047) + "}\n";
    return out + "-- End of the lists.\n";
}

}  // namespace ptkt::tests
