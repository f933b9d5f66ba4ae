#ifndef PTKT_RACF_IRRDBU00_RECORD_HPP
#define PTKT_RACF_IRRDBU00_RECORD_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"
#include "common/base/time.hpp"
#include "common/racf/irrdbu00/layout.hpp"
#include "common/racf/model/class_table.hpp"

namespace ptkt::irrdbu00 {

/// Fills the columns of one record, which the layout of its type must have (anything else is a bug
/// and throws). What is not given stays blank. Columns count characters, not bytes.
class RecordWriter {
  public:
    explicit RecordWriter(std::string_view type);

    RecordWriter& text(std::string_view column, std::string_view value);
    RecordWriter& number(std::string_view column, std::int64_t value);
    RecordWriter& number(std::string_view column, std::optional<std::int64_t> value);
    RecordWriter& date(std::string_view column, std::optional<base::Instant> value);
    RecordWriter& time(std::string_view column, std::optional<base::Instant> value);
    RecordWriter& flag(std::string_view column, bool value);

    /// The record with a line end.
    [[nodiscard]] std::string line() const;
    /// The columns whose value was too long and was cut, or had characters that would break the
    /// line, which became blanks.
    [[nodiscard]] const std::vector<std::string_view>& altered() const { return altered_; }

  private:
    RecordWriter& put(std::string_view column, std::string value);

    const Layout* layout_;
    std::vector<std::string> values_;
    std::size_t next_ = 0;  ///< where the search for a column begins: most come in order
    std::vector<std::string_view> altered_;
};

/// Reads the columns of one record and keeps the first thing that is wrong, so that what reads is a
/// plain list of columns with one check at its end. A record may be short: what is missing is
/// blank. A line that is not UTF-8 is taken for ISO 8859-1.
class RecordReader {
  public:
    RecordReader(const Layout& layout, std::string_view line);

    /// Without trailing blanks.
    std::string text(std::string_view column);
    /// What must not be blank.
    std::string required(std::string_view column);
    /// Nothing where it is blank.
    std::optional<std::int64_t> number(std::string_view column);
    std::optional<base::Instant> date(std::string_view column);
    /// A moment of two columns; midnight where the time is blank.
    std::optional<base::Instant> moment(std::string_view date_column, std::string_view time_column);
    /// The time since midnight, without a day.
    std::optional<base::Seconds> time(std::string_view column);
    bool flag(std::string_view column);
    /// NONE where it is blank.
    racf::Access access(std::string_view column);

    /// A name of RACF that must be there; nothing, and a note, when it is not valid.
    template <typename Name>
    std::optional<Name> name(std::string_view column) {
        return taken(column, Name::parse(required(column)));
    }

    /// The same for the name of a profile of a class, some of which keep their case.
    std::optional<racf::ProfileName> profile_name(std::string_view column,
                                                  const racf::ClassName& cls) {
        return taken(column, racf::profile_name_in(cls.str(), required(column)));
    }

    /// Keeps an error of the caller's own about a column, unless an earlier one is kept.
    void reject(std::string_view column, std::string_view message);
    /// The first thing that is wrong, at its place in the line.
    [[nodiscard]] const std::optional<base::TextError>& error() const { return error_; }

  private:
    template <typename Name>
    std::optional<Name> taken(std::string_view column, base::Result<Name> parsed) {
        if (parsed) return std::move(*parsed);
        reject(column, parsed.error().what);
        return std::nullopt;
    }

    const Column& column_of(std::string_view column);
    [[nodiscard]] base::Span span_of(const Column& column) const;

    const Layout& layout_;
    std::string line_;  ///< UTF-8
    bool ascii_;
    std::size_t next_ = 0;
    std::optional<base::TextError> error_;
};

/// Does a type stand in the first four columns: two digits, and two digits or letters?
[[nodiscard]] bool has_record_type(std::string_view line);

}  // namespace ptkt::irrdbu00

#endif
