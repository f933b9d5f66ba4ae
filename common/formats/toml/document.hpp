#ifndef PTKT_FORMATS_TOML_DOCUMENT_HPP
#define PTKT_FORMATS_TOML_DOCUMENT_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/base/text/source_text.hpp"

/// A TOML document (toml.io, version 1.0.0) as a small tree of our own. The kinds of value that our
/// files use are tables, arrays, strings, integers and booleans; floats and dates are refused.
namespace ptkt::toml {

class Value;
struct Member;
using Array = std::vector<Value>;

/// How deep tables and arrays may stand in one another.
inline constexpr std::size_t kMaxDepth = 32;

/// Members by name, kept in the order of the text. The order has no meaning in TOML, so two tables
/// with the same members are equal.
class Table {
  public:
    // A member holds a value and a value may hold a table, so these stand in the source file, where
    // all three are known.
    Table();
    Table(const Table&);
    Table(Table&&) noexcept;
    Table& operator=(const Table&);
    Table& operator=(Table&&) noexcept;
    ~Table();

    /// A table of these members; no name may stand twice in them.
    explicit Table(std::vector<Member> members);

    /// Puts a member at the end, or replaces the value of the one that has this name. Gives the
    /// table back, so that calls can be chained.
    Table& set(std::string_view name, Value value);

    [[nodiscard]] const std::vector<Member>& members() const { return members_; }
    [[nodiscard]] bool empty() const { return members_.empty(); }
    [[nodiscard]] const Value* find(std::string_view name) const;

    /// The member of this name and kind; nothing when it is absent or of another kind. A file that
    /// a person may have edited is better read with `Reader`, which distinguishes the two.
    [[nodiscard]] const std::string* string(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
    [[nodiscard]] std::optional<bool> boolean(std::string_view name) const;
    [[nodiscard]] const Table* table(std::string_view name) const;
    [[nodiscard]] const Array* array(std::string_view name) const;
    /// An array that holds nothing but strings.
    [[nodiscard]] std::optional<std::vector<std::string>> strings(std::string_view name) const;

    friend bool operator==(const Table& a, const Table& b);

  private:
    std::vector<Member> members_;
};

/// One value and the stretch of text it was read from (empty when a program made it).
class Value {
  public:
    Value(bool value) : value_(value) {}
    Value(std::int64_t value) : value_(value) {}
    Value(int value) : value_(static_cast<std::int64_t>(value)) {}
    Value(std::string value) : value_(std::move(value)) {}
    Value(std::string_view value) : value_(std::string(value)) {}
    Value(const char* value) : value_(std::string(value)) {}
    Value(Array value) : value_(std::move(value)) {}
    Value(Table value) : value_(std::move(value)) {}

    [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] std::optional<std::int64_t> as_integer() const;
    [[nodiscard]] std::optional<bool> as_boolean() const;
    [[nodiscard]] const Table* as_table() const { return std::get_if<Table>(&value_); }
    [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&value_); }

    /// The name of its kind with an article, for messages: `a string`, `an integer`.
    [[nodiscard]] std::string_view kind() const;

    [[nodiscard]] base::Span where() const { return where_; }
    void set_where(base::Span where) { where_ = where; }

    /// Equal in kind and content; places do not count.
    friend bool operator==(const Value& a, const Value& b) { return a.value_ == b.value_; }

  private:
    std::variant<bool, std::int64_t, std::string, Array, Table> value_;
    base::Span where_;
};

/// A value with its name, and where the name stands.
struct Member {
    std::string name;
    base::Span name_where;
    Value value;
};

/// An array of strings as a value.
[[nodiscard]] Value strings_value(const std::vector<std::string>& strings);

/// The strings of an array that holds nothing else.
[[nodiscard]] std::optional<std::vector<std::string>> as_strings(const Value& value);

}  // namespace ptkt::toml

#endif
