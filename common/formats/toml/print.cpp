#include "common/formats/toml/print.hpp"

#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/utf8.hpp"

namespace ptkt::toml {

namespace {

using base::Status;

bool is_table_list(const Value& value) {
    const Array* array = value.as_array();
    return array != nullptr && !array->empty() &&
           std::all_of(array->begin(), array->end(),
                       [](const Value& element) { return element.as_table() != nullptr; });
}

bool is_section(const Value& value) {
    return value.as_table() != nullptr || is_table_list(value);
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out + "\"";
}

bool is_bare_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return base::is_letter(c) || base::is_digit(c) || c == '-' || c == '_';
    });
}

std::string printed_name(std::string_view name) {
    return is_bare_name(name) ? std::string(name) : quoted(name);
}

/// A value on one line, as it stands behind `name =`.
std::string in_line(const Value& value) {
    if (const auto* text = value.as_string()) return quoted(*text);
    if (const auto number = value.as_integer()) return fmt::format("{}", *number);
    if (const auto truth = value.as_boolean()) return *truth ? "true" : "false";
    std::string out;
    if (const Array* array = value.as_array()) {
        for (const Value& element : *array)
            out += (out.empty() ? "" : ", ") + in_line(element);
        return "[" + out + "]";
    }
    for (const Member& member : value.as_table()->members())
        out +=
            (out.empty() ? " " : ", ") + printed_name(member.name) + " = " + in_line(member.value);
    return out.empty() ? "{}" : "{" + out + " }";
}

class Printer {
  public:
    /// `path` is the dotted name of the table, empty for the document itself.
    void body(const Table& table, const std::string& path) {
        for (const Member& member : table.members())
            if (!is_section(member.value))
                out_ += printed_name(member.name) + " = " + in_line(member.value) + "\n";
        for (const Member& member : table.members()) {
            if (!is_section(member.value)) continue;
            const std::string name = printed_name(member.name);
            section(member.value, path.empty() ? name : path + "." + name);
        }
    }

    [[nodiscard]] std::string take() && { return std::move(out_); }

  private:
    void section(const Value& value, const std::string& path) {
        if (const Table* table = value.as_table()) {
            if (needs_header(*table)) header("[" + path + "]");
            body(*table, path);
            return;
        }
        for (const Value& element : *value.as_array()) {
            header("[[" + path + "]]");
            body(*element.as_table(), path);
        }
    }

    /// A table that only holds other sections is named by them.
    static bool needs_header(const Table& table) {
        const auto& members = table.members();
        return table.empty() || std::any_of(members.begin(), members.end(),
                                            [](const Member& m) { return !is_section(m.value); });
    }

    void header(const std::string& text) {
        if (!out_.empty()) out_ += '\n';
        out_ += text + "\n";
    }

    std::string out_;
};

Status check(const Table& table, std::size_t depth);

Status check(const Value& value, std::size_t depth) {
    if (depth > kMaxDepth)
        return fail(base::ErrorKind::Malformed, "a value is nested deeper than {}", kMaxDepth);
    if (const auto* text = value.as_string(); text != nullptr && !base::is_utf8(*text))
        return fail(base::ErrorKind::Malformed, "a string is not UTF-8: '{}'",
                    base::printable(*text, 40));
    if (const Table* table = value.as_table()) return check(*table, depth);
    if (const Array* array = value.as_array()) {
        for (const Value& element : *array)
            if (auto checked = check(element, depth + 1); !checked) return checked;
    }
    return {};
}

Status check(const Table& table, std::size_t depth) {
    for (const Member& member : table.members()) {
        if (!base::is_utf8(member.name))
            return fail(base::ErrorKind::Malformed, "a name is not UTF-8: '{}'",
                        base::printable(member.name, 40));
        if (auto checked = check(member.value, depth + 1); !checked) return checked;
    }
    return {};
}

}  // namespace

base::Result<std::string> print(const Table& table) {
    if (auto checked = check(table, 0); !checked) return std::move(checked).error();
    Printer printer;
    printer.body(table, "");
    return std::move(printer).take();
}

}  // namespace ptkt::toml
