#include "tests/checks/json_tables.hpp"

#include <fmt/format.h>

#include "common/base/text/ascii.hpp"
#include "common/formats/json/json.hpp"

namespace ptkt::tests {

namespace {

using json::Json;

std::string text_of(const Json& object, std::string_view name) {
    const Json* const member = object.find(name);
    return member == nullptr ? std::string() : member->bare();
}

bool is_of_word(char c) {
    return base::is_digit(c) || base::is_upper(c) || (c >= 'a' && c <= 'z');
}

/// Descriptions are written as scdoc reads them, but for an underscore within a word.
std::string marked_up(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_within =
            at > 0 && at + 1 < text.size() && is_of_word(text[at - 1]) && is_of_word(text[at + 1]);
        if (text[at] == '_' && is_within) out += '\\';
        out += text[at];
    }
    return out;
}

/// A row for each field; those of an object within follow it, with its name before theirs.
void append_rows(std::string& out, const Json& object, const std::string& within) {
    for (const auto& [name, field] : *object.find("properties")->as_object()) {
        if (name == "v") continue;
        const std::string full = within + name;
        out += fmt::format("|  {}\n:  {}\n", marked_up(full),
                           marked_up(text_of(field, "description")));
        const Json* const items = field.find("items");
        if (items != nullptr && items->find("properties") != nullptr)
            append_rows(out, *items, full + "[].");
        if (field.find("properties") != nullptr) append_rows(out, field, full + ".");
    }
}

}  // namespace

std::vector<JsonSection> json_sections(std::string_view schema) {
    const auto parsed = json::parse_json(schema).value();
    std::vector<JsonSection> all;
    for (const auto& [key, kind] : *parsed.find("$defs")->as_object()) {
        if (kind.find("title") == nullptr) continue;
        const std::string title = text_of(kind, "title");
        std::string text = fmt::format("## {}\n\n", title);
        const std::string intro = text_of(kind, "description");
        if (!intro.empty()) text += marked_up(intro) + "\n\n";
        text += "|[ *Field*\n:< *Meaning*\n";
        append_rows(text, kind, "");
        all.push_back({title, std::move(text)});
    }
    return all;
}

std::string with_sections(std::string page, const std::vector<JsonSection>& sections) {
    for (const auto& [title, text] : sections) {
        const auto begin = page.find(fmt::format("## {}\n", title));
        if (begin == std::string::npos) continue;
        // The table ends at the first line that is none of its own.
        auto end = page.find("\n\n", page.find("|[ *Field*", begin));
        end = end == std::string::npos ? page.size() : end + 1;
        page.replace(begin, end - begin, text);
    }
    return page;
}

}  // namespace ptkt::tests
