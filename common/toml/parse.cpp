#include "common/toml/parse.hpp"

#include <algorithm>

#include "common/base/ascii.hpp"
#include "common/toml/precheck.hpp"
#include "common/toml/utf8.hpp"

// The only place that knows toml++. Its errors come as values, and its own nesting is kept low
// because it destroys what it has read recursively.
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
// Text such as `[` and a line end fails an assertion of version 3.3, which would end the program or
// be undefined; behind each of them stands an error that says the same, so they are left out.
#define TOML_ASSERT(expression) static_assert(true)
#undef NDEBUG  // with it, toml++ tells the compiler that its assertions hold
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 64
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

namespace ptkt::toml {

namespace {

using base::Span;
using base::TextError;
template <typename T>
using Parsed = base::Result<T, TextError>;

/// Turns toml++'s lines and columns (in characters) into bytes. It goes on from the last place
/// asked for, so that reading a long line from left to right takes time in its length only.
class Places {
  public:
    explicit Places(std::string_view text) : text_(text) {
        for (std::size_t at = text.find('\n'); at != std::string_view::npos;
             at = text.find('\n', at + 1))
            line_starts_.push_back(at + 1);
    }

    std::size_t offset(const ::toml::source_position& place) {
        if (place.line == 0) return 0;
        const std::size_t line = std::min<std::size_t>(place.line, line_starts_.size());
        if (line != line_ || place.column < column_) {
            line_ = line;
            column_ = 1;
            at_ = line_starts_[line - 1];
        }
        for (; column_ < place.column && at_ < text_.size() && text_[at_] != '\n'; ++column_)
            skip_character();
        return at_;
    }

    Span span(const ::toml::source_region& region) {
        const std::size_t begin = offset(region.begin);
        const std::size_t end = offset(region.end);
        return {begin, end > begin ? end - begin : 0};
    }

  private:
    void skip_character() {
        ++at_;
        while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U)
            ++at_;
    }

    std::string_view text_;
    std::vector<std::size_t> line_starts_{0};
    std::size_t line_ = 0;
    std::size_t column_ = 1;
    std::size_t at_ = 0;
};

class Converter {
  public:
    explicit Converter(std::string_view text) : places_(text) {}

    Parsed<Table> table(const ::toml::table& source, std::size_t depth) {
        using Entry = std::pair<const ::toml::key*, const ::toml::node*>;
        std::vector<Entry> entries;  // toml++ sorts by name; we keep the order of the text
        for (auto&& [key, node] : source)
            entries.emplace_back(&key, &node);
        std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
            return a.first->source().begin < b.first->source().begin;
        });
        std::vector<Member> members;
        for (const auto& [key, node] : entries) {
            const Span where = places_.span(key->source());
            auto converted = value(*node, depth + 1);
            if (!converted) return std::move(converted).error();
            members.push_back({std::string(key->str()), where, *std::move(converted)});
        }
        return Table(std::move(members));
    }

    Span place(const ::toml::source_region& region) { return places_.span(region); }

  private:
    Parsed<Value> value(const ::toml::node& node, std::size_t depth) {
        const Span where = places_.span(node.source());
        if (depth > kMaxDepth)
            return TextError{where, fmt::format("nested deeper than {}", kMaxDepth), {}};
        auto made = bare_value(node, where, depth);
        if (made) made->set_where(where);
        return made;
    }

    Parsed<Value> bare_value(const ::toml::node& node, Span where, std::size_t depth) {
        if (const auto* text = node.as_string()) return Value(text->get());
        if (const auto* number = node.as_integer()) return Value(std::int64_t{number->get()});
        if (const auto* truth = node.as_boolean()) return Value(truth->get());
        if (const auto* list = node.as_array()) return array(*list, depth);
        if (const auto* inner = node.as_table()) {
            auto converted = table(*inner, depth);
            if (!converted) return std::move(converted).error();
            return Value(*std::move(converted));
        }
        const char* kind = node.is_floating_point() ? "a fraction" : "a date or a time";
        return TextError{where, fmt::format("{} is not used in these files", kind),
                         "write a string, an integer, true or false"};
    }

    Parsed<Value> array(const ::toml::array& source, std::size_t depth) {
        Array out;
        for (const ::toml::node& node : source) {
            auto converted = value(node, depth + 1);
            if (!converted) return std::move(converted).error();
            out.push_back(*std::move(converted));
        }
        return Value(std::move(out));
    }

    Places places_;
};

/// toml++'s sentence in our form: one line, printable, the first letter in lower case unless a
/// capital word begins it.
std::string message_of(std::string_view description) {
    std::string text = base::printable(description, 200);
    if (text.size() > 1 && !base::is_upper(text[1])) text[0] = base::to_lower(text[0]);
    return text;
}

}  // namespace

Parsed<Table> parse(std::string_view text) {
    if (text.size() > kMaxText)
        return TextError{{kMaxText, 0}, fmt::format("longer than {} bytes", kMaxText), {}};
    if (const std::size_t good = utf8_prefix(text); good < text.size())
        return TextError{{good, 1}, "not UTF-8", {}};
    if (auto refused = precheck(text, kMaxDepth)) return *std::move(refused);
    const ::toml::parse_result parsed = ::toml::parse(text);
    Converter converter(text);
    if (parsed) return converter.table(parsed.table(), 0);
    const ::toml::parse_error& error = parsed.error();
    return TextError{converter.place(error.source()), message_of(error.description()), {}};
}

}  // namespace ptkt::toml
