#ifndef PTKT_FORMATS_TOML_READER_HPP
#define PTKT_FORMATS_TOML_READER_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/formats/toml/document.hpp"

namespace ptkt::toml {

/// Reads the members of a table by name and keeps the first thing that is wrong: a member of
/// another kind, a member that must be there and is not, or (in `finish`) one that nobody asked
/// for. So the code that reads a file is a plain list of members, with one check at its end. The
/// names that are asked for must outlive it.
class Reader {
  public:
    /// `where` is what a missing member is reported at: the table's own place.
    explicit Reader(const Table& table, base::Span where = {}) : table_(table), where_(where) {}

    /// A member that may be absent.
    const std::string* string(std::string_view name);
    std::optional<std::int64_t> integer(std::string_view name);
    std::optional<bool> boolean(std::string_view name);
    /// An array of strings; an absent one is empty.
    std::vector<std::string> strings(std::string_view name);
    const Table* table(std::string_view name);
    /// An array of tables; an absent one is empty.
    std::vector<const Table*> tables(std::string_view name);
    /// A member of any kind.
    const Value* value(std::string_view name) { return take(name); }

    /// A member that must be there; empty or 0 when it is not, and then `finish` says so.
    std::string required_string(std::string_view name);
    std::int64_t required_integer(std::string_view name);

    /// Keeps an error of the caller's own about a member, unless an earlier one is kept.
    void reject(std::string_view name, std::string message, std::string hint = {});

    /// The first error, at its place; a member whose name was never asked for is one.
    [[nodiscard]] base::Result<void, base::TextError> finish() const;

  private:
    const Value* take(std::string_view name);
    void wrong_kind(std::string_view name, const Value& value, std::string_view wanted);
    void missing(std::string_view name);
    void keep(base::TextError error);

    const Table& table_;
    base::Span where_;
    std::vector<std::string_view> known_;
    std::optional<base::TextError> error_;
};

}  // namespace ptkt::toml

#endif
