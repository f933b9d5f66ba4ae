#include "common/formats/toml/plain.hpp"

#include <algorithm>
#include <charconv>

#include "common/base/text/ascii.hpp"

namespace ptkt::toml {

namespace {

using base::Span;

bool is_name_character(char c) {
    return base::is_letter(c) || base::is_digit(c) || c == '-' || c == '_';
}

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
}

bool has(const std::vector<Member>& members, std::string_view name) {
    return std::any_of(members.begin(), members.end(),
                       [&](const Member& member) { return member.name == name; });
}

/// A cursor over the text. Each step answers whether it found what it looks for.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool sees(std::string_view what) const {
        return text_.substr(at_).starts_with(what);
    }
    bool take(std::string_view what) {
        if (!sees(what)) return false;
        at_ += what.size();
        return true;
    }

    bool comment() {
        for (; !at_end() && text_[at_] != '\n'; ++at_)
            if (is_control(text_[at_])) return false;
        return true;
    }

    std::optional<std::string_view> name() {
        const std::size_t begin = at_;
        while (!at_end() && is_name_character(text_[at_]))
            ++at_;
        return begin == at_ ? std::nullopt : std::optional(text_.substr(begin, at_ - begin));
    }

    std::optional<Value> value() {
        const std::size_t begin = at_;
        auto value = sees("[") ? array() : scalar();
        if (value) value->set_where({begin, at_ - begin});
        return value;
    }

  private:
    std::optional<Value> scalar() {
        if (take("\"")) return string();
        if (take("true")) return Value(true);
        if (take("false")) return Value(false);
        return integer();
    }

    std::optional<Value> string() {
        std::string out;
        for (;;) {
            const std::size_t begin = at_;
            while (!at_end() && text_[at_] != '"' && text_[at_] != '\\' && !is_control(text_[at_]))
                ++at_;
            out += text_.substr(begin, at_ - begin);
            if (take("\"")) return sees("\"") ? std::nullopt : std::optional(Value(std::move(out)));
            const auto escaped = escape();
            if (!escaped) return std::nullopt;
            out += *escaped;
        }
    }

    std::optional<char> escape() {
        if (take("\\\"")) return '"';
        if (take("\\\\")) return '\\';
        if (take("\\n")) return '\n';
        if (take("\\t")) return '\t';
        return take("\\r") ? std::optional('\r') : std::nullopt;
    }

    /// No sign but minus, no zero in front, no other base: what `print` does not write.
    std::optional<Value> integer() {
        const std::size_t begin = at_;
        take("-");
        const std::size_t digits = at_;
        while (!at_end() && base::is_digit(text_[at_]))
            ++at_;
        const bool bare = at_ > digits && (text_[digits] != '0' || at_ == begin + 1);
        std::int64_t number = 0;
        const char* end = text_.data() + at_;
        const auto read = std::from_chars(text_.data() + begin, end, number);
        if (!bare || read.ec != std::errc() || read.ptr != end) return std::nullopt;
        return Value(number);
    }

    std::optional<Value> array() {
        Array out;
        take("[");
        while (!take("]")) {
            if (!out.empty() && !take(", ")) return std::nullopt;
            const std::size_t begin = at_;
            auto element = scalar();
            if (!element) return std::nullopt;
            element->set_where({begin, at_ - begin});
            out.push_back(std::move(*element));
        }
        return Value(std::move(out));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Tables under construction: the document, the section of the last header, and the one below that.
class Builder {
  public:
    explicit Builder(std::string_view text) : in_(text) {}

    std::optional<Table> document() {
        while (!in_.at_end())
            if (!line()) return std::nullopt;
        if (!close()) return std::nullopt;
        return Table(std::move(root_));
    }

  private:
    bool line() {
        const bool good = in_.sees("#")    ? in_.comment()
                          : in_.sees("[[") ? element_header()
                          : in_.sees("[")  ? section_header()
                                           : in_.sees("\n") || member();
        return good && (in_.take("\n") || in_.at_end());
    }

    bool member() {
        const std::size_t begin = in_.at();
        const auto name = in_.name();
        if (!name || has(*current_, *name)) return false;
        const Span where{begin, name->size()};
        if (!in_.take(" = ")) return false;
        auto value = in_.value();
        if (!value) return false;
        current_->push_back({std::string(*name), where, std::move(*value)});
        return true;
    }

    /// `[name]` or `[name.name]`
    bool section_header() {
        const std::size_t begin = in_.at();
        in_.take("[");
        const std::size_t name_begin = in_.at();
        const auto name = in_.name();
        if (!name) return false;
        const bool same = kind_ == Kind::Section && name_ == *name;
        if (in_.take("]")) {
            if (same || !close()) return false;
            return open(Kind::Section, *name, {name_begin, name->size()},
                        {begin, in_.at() - begin});
        }
        if (!in_.take(".")) return false;
        const std::size_t inner_begin = in_.at();
        const auto inner = in_.name();
        if (!inner || !in_.take("]")) return false;
        const Span header{begin, in_.at() - begin};
        if (!same && (!close() || !open(Kind::Section, *name, {name_begin, name->size()}, header)))
            return false;
        return open_inner(*inner, {inner_begin, inner->size()}, header);
    }

    /// `[[name]]`
    bool element_header() {
        const std::size_t begin = in_.at();
        in_.take("[[");
        const std::size_t name_begin = in_.at();
        const auto name = in_.name();
        if (!name || !in_.take("]]")) return false;
        const Span header{begin, in_.at() - begin};
        if (kind_ == Kind::Elements && name_ == *name) {
            close_element();
            where_ = header;
            return true;
        }
        if (!close()) return false;
        return open(Kind::Elements, *name, {name_begin, name->size()}, header);
    }

    enum class Kind { Document, Section, Elements };

    bool open(Kind kind, std::string_view name, Span name_where, Span where) {
        if (has(root_, name)) return false;
        kind_ = kind;
        name_ = name;
        name_where_ = name_where;
        where_ = first_where_ = where;
        current_ = &section_;
        return true;
    }

    bool open_inner(std::string_view name, Span name_where, Span where) {
        close_inner();
        if (has(section_, name)) return false;
        inner_name_ = name;
        inner_name_where_ = name_where;
        inner_where_ = where;
        current_ = &inner_;
        return true;
    }

    void close_inner() {
        if (current_ != &inner_) return;
        Value table(Table(std::move(inner_)));
        table.set_where(inner_where_);
        section_.push_back({std::string(inner_name_), inner_name_where_, std::move(table)});
        inner_.clear();
        current_ = &section_;
    }

    void close_element() {
        Value table(Table(std::move(section_)));
        table.set_where(where_);
        elements_.push_back(std::move(table));
        section_.clear();
    }

    bool close() {
        close_inner();
        if (kind_ == Kind::Document) return true;
        if (kind_ == Kind::Elements) close_element();
        Value value = kind_ == Kind::Elements ? Value(std::move(elements_))
                                              : Value(Table(std::move(section_)));
        value.set_where({first_where_.offset, where_.offset + where_.length - first_where_.offset});
        root_.push_back({std::string(name_), name_where_, std::move(value)});
        section_.clear();
        elements_.clear();
        kind_ = Kind::Document;
        return true;
    }

    Scanner in_;
    std::vector<Member> root_;
    Kind kind_ = Kind::Document;
    std::string_view name_;
    Span name_where_;
    Span where_;        ///< of the last header
    Span first_where_;  ///< of the first header of an array
    std::vector<Member> section_;
    Array elements_;
    std::string_view inner_name_;
    Span inner_name_where_;
    Span inner_where_;
    std::vector<Member> inner_;
    std::vector<Member>* current_ = &root_;
};

}  // namespace

std::optional<Table> parse_plain(std::string_view text) {
    return Builder(text).document();
}

}  // namespace ptkt::toml
