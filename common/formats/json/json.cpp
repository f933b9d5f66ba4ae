#include "common/formats/json/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"
#include "common/base/text/utf8.hpp"
#include "common/formats/json/json_text.hpp"

namespace ptkt::json {

namespace {

void append_utf8(std::string& out, std::uint32_t code) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6U);
        put(0x80 | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12U);
        put(0x80 | (code >> 6U & 0x3FU));
        put(0x80 | (code & 0x3FU));
    } else {
        put(0xF0 | code >> 18U);
        put(0x80 | (code >> 12U & 0x3FU));
        put(0x80 | (code >> 6U & 0x3FU));
        put(0x80 | (code & 0x3FU));
    }
}

/// Recursive descent over the text; the first error ends it.
class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    base::Result<Json, base::TextError> document() {
        auto value = this->value(0);
        if (!value) return value;
        skip_blanks();
        if (at_ != text_.size()) return error("nothing may follow the value");
        return value;
    }

  private:
    static constexpr int kDeepest = 64;

    [[nodiscard]] base::TextError error(std::string message) const {
        return {{at_, 1}, std::move(message), {}};
    }

    void skip_blanks() {
        while (at_ < text_.size() &&
               (base::is_blank(text_[at_]) || text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
    }
    bool accept(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool accept(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    base::Result<Json, base::TextError> value(int depth) {
        skip_blanks();
        if (depth > kDeepest) return error("nested too deeply");
        if (at_ >= text_.size()) return error("the text ends where a value is expected");
        switch (text_[at_]) {
            case '{':
                return object(depth);
            case '[':
                return array(depth);
            case '"': {
                auto text = string();
                if (!text) return std::move(text).error();
                return Json(std::move(*text));
            }
            default:
                break;
        }
        if (accept("true")) return Json(true);
        if (accept("false")) return Json(false);
        if (accept("null")) return Json();
        return number();
    }

    base::Result<Json, base::TextError> object(int depth) {
        ++at_;
        Json::Object members;
        skip_blanks();
        if (accept('}')) return Json(std::move(members));
        do {
            skip_blanks();
            if (at_ >= text_.size() || text_[at_] != '"')
                return error("expected a member name in quotes");
            const std::size_t start = at_;
            auto name = string();
            if (!name) return std::move(name).error();
            for (const auto& member : members)
                if (member.first == *name)
                    return base::TextError{{start, at_ - start}, "member name stands twice", {}};
            skip_blanks();
            if (!accept(':')) return error("expected ':'");
            auto member = value(depth + 1);
            if (!member) return member;
            members.emplace_back(std::move(*name), std::move(*member));
            skip_blanks();
        } while (accept(','));
        if (!accept('}')) return error("expected ',' or '}'");
        return Json(std::move(members));
    }

    base::Result<Json, base::TextError> array(int depth) {
        ++at_;
        Json::Array elements;
        skip_blanks();
        if (accept(']')) return Json(std::move(elements));
        do {
            auto element = value(depth + 1);
            if (!element) return element;
            elements.push_back(std::move(*element));
            skip_blanks();
        } while (accept(','));
        if (!accept(']')) return error("expected ',' or ']'");
        return Json(std::move(elements));
    }

    base::Result<std::string, base::TextError> string() {
        ++at_;
        std::string out;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (accept('"')) return out;
            if (c == '\\') {
                if (auto failed = escape(out)) return *std::move(failed);
                continue;
            }
            if (static_cast<unsigned char>(c) < 0x20) return error("control character in a string");
            const std::size_t length = base::utf8_length(text_.substr(at_));
            if (length == 0) return error("not UTF-8");
            out += text_.substr(at_, length);
            at_ += length;
        }
        return error("the string does not end");
    }

    std::optional<std::uint32_t> hex4() {
        if (text_.size() - at_ < 4) return std::nullopt;
        std::uint32_t code = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto digit = base::hex_digit(text_[at_ + i]);
            if (!digit) return std::nullopt;
            code = code << 4U | *digit;
        }
        at_ += 4;
        return code;
    }

    std::optional<base::TextError> escape(std::string& out) {
        constexpr std::string_view kFrom = "\"\\/bfnrt";
        constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
        ++at_;
        if (at_ >= text_.size()) return error("the string does not end");
        if (const auto simple = kFrom.find(text_[at_]); simple != std::string_view::npos) {
            out += kTo[simple];
            ++at_;
            return std::nullopt;
        }
        if (!accept('u')) return error("unknown escape");
        auto code = hex4();
        if (!code) return error("expected four hexadecimal digits");
        if (*code >= 0xD800 && *code <= 0xDBFF) {
            if (!accept("\\u")) return error("half of a surrogate pair");
            const auto low = hex4();
            if (!low || *low < 0xDC00 || *low > 0xDFFF) return error("half of a surrogate pair");
            code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
        } else if (*code >= 0xDC00 && *code <= 0xDFFF) {
            return error("half of a surrogate pair");
        }
        append_utf8(out, *code);
        return std::nullopt;
    }

    std::size_t skip_digits() {
        const std::size_t start = at_;
        while (at_ < text_.size() && base::is_digit(text_[at_]))
            ++at_;
        return at_ - start;
    }

    base::Result<Json, base::TextError> number() {
        const std::size_t start = at_;
        accept('-');
        const std::size_t first = at_;
        const std::size_t whole = skip_digits();
        if (whole == 0) return error("expected a value");
        if (whole > 1 && text_[first] == '0') return error("a number may not begin with 0");
        bool integer = true;
        if (accept('.')) {
            integer = false;
            if (skip_digits() == 0) return error("expected a digit");
        }
        if (accept('e') || accept('E')) {
            integer = false;
            if (!accept('+')) accept('-');
            if (skip_digits() == 0) return error("expected a digit");
        }
        const char* begin = text_.data() + start;
        const char* end = text_.data() + at_;
        std::int64_t exact = 0;
        if (integer && std::from_chars(begin, end, exact).ec == std::errc()) return Json(exact);
        double rounded = 0;
        if (std::from_chars(begin, end, rounded).ec != std::errc())
            return base::TextError{{start, at_ - start}, "number out of range", {}};
        return Json(rounded);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

Json& Json::set(std::string_view name, Json value) {
    constexpr std::size_t kUsual = 8;
    auto& members = std::get<Object>(value_);
    if (members.empty()) members.reserve(kUsual);
    members.emplace_back(std::string(name), std::move(value));
    return *this;
}

Json& Json::set_all(Json object) {
    auto& others = std::get<Object>(object.value_);
    auto& own = std::get<Object>(value_);
    own.insert(own.end(), std::move_iterator(others.begin()), std::move_iterator(others.end()));
    return *this;
}

Json& Json::push(Json value) {
    std::get<Array>(value_).push_back(std::move(value));
    return *this;
}

std::optional<std::int64_t> Json::as_integer() const {
    const auto* integer = std::get_if<std::int64_t>(&value_);
    return integer ? std::optional(*integer) : std::nullopt;
}

std::optional<bool> Json::as_bool() const {
    const auto* truth = std::get_if<bool>(&value_);
    return truth ? std::optional(*truth) : std::nullopt;
}

const Json* Json::find(std::string_view name) const {
    const auto* members = as_object();
    if (members == nullptr) return nullptr;
    for (const auto& [key, value] : *members)
        if (key == name) return &value;
    return nullptr;
}

void Json::append_to(std::string& out) const {
    if (is_null()) {
        out += "null";
    } else if (const auto* truth = std::get_if<bool>(&value_)) {
        out += *truth ? "true" : "false";
    } else if (const auto* integer = std::get_if<std::int64_t>(&value_)) {
        out += std::to_string(*integer);
    } else if (const auto* real = std::get_if<double>(&value_)) {
        out += std::isfinite(*real) ? fmt::format("{}", *real) : "null";
    } else if (const auto* text = as_string()) {
        append_json_string(out, *text);
    } else if (const auto* elements = as_array()) {
        out += '[';
        for (std::size_t i = 0; i < elements->size(); ++i) {
            if (i > 0) out += ',';
            (*elements)[i].append_to(out);
        }
        out += ']';
    } else if (const auto* members = as_object()) {
        out += '{';
        for (std::size_t i = 0; i < members->size(); ++i) {
            if (i > 0) out += ',';
            append_json_string(out, (*members)[i].first);
            out += ':';
            (*members)[i].second.append_to(out);
        }
        out += '}';
    }
}

std::string Json::dump() const {
    std::string out;
    append_to(out);
    return out;
}

std::string Json::bare() const {
    if (const auto* text = as_string()) return *text;
    return is_null() ? std::string() : dump();
}

base::Result<Json, base::TextError> parse_json(std::string_view text) {
    return Parser(text).document();
}

}  // namespace ptkt::json
