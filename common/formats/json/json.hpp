#ifndef PTKT_FORMATS_JSON_JSON_HPP
#define PTKT_FORMATS_JSON_JSON_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"

namespace ptkt::json {

class Writer;

/// A JSON value (RFC 8259). An object keeps the order in which its members were added, because our
/// output promises a stable order.
class Json {
  public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    Json() = default;  // null
    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(std::int64_t value) : value_(value) {}
    Json(int value) : value_(static_cast<std::int64_t>(value)) {}
    Json(std::uint32_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}

    [[nodiscard]] static Json object() { return Json(Object{}); }
    [[nodiscard]] static Json array() { return Json(Array{}); }

    /// Adds a member to an object; gives the object back, so that calls can be chained.
    Json& set(std::string_view name, Json value);
    /// Adds the members of another object after its own.
    Json& set_all(Json object);
    /// Adds an element to an array.
    Json& push(Json value);

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
    [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&value_); }
    [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&value_); }
    [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] std::optional<std::int64_t> as_integer() const;
    [[nodiscard]] std::optional<bool> as_bool() const;

    /// The member of an object, or nothing.
    [[nodiscard]] const Json* find(std::string_view name) const;

    /// One line of JSON without blanks. Bytes that are not UTF-8 are written as U+FFFD.
    [[nodiscard]] std::string dump() const;
    /// What `--field` prints: a string without quotes, `null` as an empty text, else `dump`.
    [[nodiscard]] std::string bare() const;

  private:
    void write_to(Writer& out) const;

    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_ =
        nullptr;
};

/// Reads exactly one JSON value; nothing but white space may follow. Depth is limited to 64, a
/// member name may not stand twice in an object. The error points at the byte.
[[nodiscard]] base::Result<Json, base::TextError> parse_json(std::string_view text);

}  // namespace ptkt::json

#endif
