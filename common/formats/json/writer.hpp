#ifndef PTKT_FORMATS_JSON_WRITER_HPP
#define PTKT_FORMATS_JSON_WRITER_HPP

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "common/formats/json/json_text.hpp"

namespace ptkt::json {

/// Writes JSON as a stream, after what a text has already. All our JSON takes this way: that of a
/// `Json`, and that of the receiver's messages, for which none is made.
///
/// It is written by hand, though JSON is read by a library, for two reasons. A string of ours has
/// no character that acts on a terminal: U+007F, U+0080 to U+009F and the controls of direction are
/// escapes, which none of Debian 12's libraries writes (json_text.hpp has them). And for the line
/// of a message, some 400 bytes, this takes 0.2 us, RapidJSON 1.0, Boost.JSON 1.2,
/// nlohmann-json 4.7.
///
/// The small parts are gathered before they are appended: a string's own appending costs more than
/// they do.
class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}
    ~Writer() { flush(); }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void begin_object() { begin('{'); }
    void end_object() { end('}'); }
    void begin_array() { begin('['); }
    void end_array() { end(']'); }

    /// A member's name; its value comes next. One of ours needs no escape, and its length is known
    /// to the compiler, so that it is a store or two.
    template <std::size_t kSize>
    void name(const char (&literal)[kSize]) {
        char* at = take(kSize + 3);
        *at = ',';
        if (std::exchange(is_first_, true))
            --used_;
        else
            ++at;
        *at = '"';
        std::memcpy(at + 1, literal, kSize - 1);
        std::memcpy(at + kSize, "\":", 2);
    }
    void name(const std::string& text) {
        string(text);
        put(":");
        is_first_ = true;
    }

    void null() { word("null"); }
    void boolean(bool value) { word(value ? "true" : "false"); }
    void integer(std::int64_t value);
    /// Null when the number is not finite.
    void real(double value);
    void string(std::string_view text) { string(text, is_plain_in_json(text)); }
    /// `is_plain` is what is_plain_in_json says, for a caller who has asked already.
    void string(std::string_view text, bool is_plain) {
        begin_string();
        characters(text, is_plain);
        end_string();
    }

    /// A string in pieces, none of which ends within a character.
    void begin_string() {
        separate();
        put("\"");
    }
    void characters(std::string_view text, bool is_plain) {
        if (is_plain) return put(text);
        flush();
        append_json_characters(out_, text);
    }
    void end_string() { put("\""); }

    /// What follows a value that stands by itself, such as a line end.
    void raw(std::string_view text) { put(text); }
    /// Appends what is gathered; the end of the writer does so at the latest.
    void flush() { out_.append(gathered_.data(), std::exchange(used_, 0)); }

  private:
    /// Place for so many characters, which the caller fills at once; few enough for any place.
    [[nodiscard]] char* take(std::size_t count) {
        if (count > gathered_.size() - used_) flush();
        return gathered_.data() + std::exchange(used_, used_ + count);
    }

    template <std::size_t kSize>
    void put(const char (&literal)[kSize]) {
        std::memcpy(take(kSize - 1), literal, kSize - 1);
    }
    void put(std::string_view text) {
        if (text.size() > gathered_.size()) {
            flush();
            out_ += text;
        } else {
            text.copy(take(text.size()), text.size());
        }
    }

    void separate() {
        if (!std::exchange(is_first_, false)) put(",");
    }
    void begin(char bracket) {
        separate();
        *take(1) = bracket;
        is_first_ = true;
    }
    void end(char bracket) {
        *take(1) = bracket;
        is_first_ = false;
    }
    void word(std::string_view text) {
        separate();
        put(text);
    }

    std::string& out_;
    bool is_first_ = true;  ///< no comma comes before what is next
    std::size_t used_ = 0;
    std::array<char, 1024> gathered_;
};

}  // namespace ptkt::json

#endif
