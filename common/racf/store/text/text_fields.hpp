#ifndef PTKT_RACF_STORE_TEXT_TEXT_FIELDS_HPP
#define PTKT_RACF_STORE_TEXT_TEXT_FIELDS_HPP

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/bytes.hpp"
#include "common/base/result.hpp"
#include "common/base/text/source_text.hpp"
#include "common/base/time.hpp"
#include "common/formats/toml/document.hpp"
#include "common/formats/toml/parse.hpp"
#include "common/formats/toml/reader.hpp"
#include "common/racf/model/access.hpp"
#include "common/racf/model/field.hpp"
#include "common/racf/model/user.hpp"

/// How the fields that several kinds of profile share are written and read.
namespace ptkt::store {

/// Builds a table and leaves out what has its default value.
class Fields {
  public:
    Fields& text(std::string_view name, std::string_view value);
    Fields& flag(std::string_view name, bool value, bool standard = false);
    Fields& number(std::string_view name, std::int64_t value, std::int64_t standard = 0);
    Fields& number(std::string_view name, std::optional<std::int64_t> value);
    Fields& time(std::string_view name, std::optional<base::Instant> value);
    Fields& access(std::string_view name, std::optional<racf::Access> value);
    Fields& bytes(std::string_view name, base::ByteView value);
    Fields& strings(std::string_view name, const std::vector<std::string>& value);
    Fields& tables(std::string_view name, std::vector<toml::Table> value);
    /// Texts by name in tables by name: the segments of a profile, and what is like them.
    template <typename Compare>
    Fields& segments(std::string_view name,
                     const std::map<std::string, racf::Segment, Compare>& value) {
        if (value.empty()) return *this;
        toml::Table all;
        for (const auto& [segment, operands] : value)
            all.set(segment, texts_table(operands));
        return set(name, std::move(all));
    }
    Fields& set(std::string_view name, toml::Value value);

    [[nodiscard]] const toml::Table& table() const { return table_; }

  private:
    static toml::Table texts_table(const racf::Segment& operands);

    toml::Table table_;
};

/// Reads what Fields writes. Every reader notes what is wrong in the toml::Reader, whose `finish`
/// reports the first.
std::string read_text(toml::Reader& reader, std::string_view name);
bool read_flag(toml::Reader& reader, std::string_view name, bool standard = false);
std::int64_t read_number(toml::Reader& reader, std::string_view name, std::int64_t standard = 0);
std::optional<base::Instant> read_time(toml::Reader& reader, std::string_view name);
std::optional<racf::Access> read_access(toml::Reader& reader, std::string_view name);
base::Bytes read_bytes(toml::Reader& reader, std::string_view name);
std::map<std::string, racf::Segment> read_segments(toml::Reader& reader,
                                                   std::string_view name = "segments");

/// A member of a profile, by its type. (A flag needs the value that is not written.)
void write_value(Fields& out, std::string_view name, const std::string& value);
void write_value(Fields& out, std::string_view name, const std::optional<racf::GroupId>& value);
void write_value(Fields& out, std::string_view name, std::optional<base::Instant> value);
void write_value(Fields& out, std::string_view name, std::int64_t value);
void write_value(Fields& out, std::string_view name, std::optional<std::int64_t> value);
void write_value(Fields& out, std::string_view name, const std::vector<std::string>& value);
void write_value(Fields& out, std::string_view name, racf::Access value);
void write_value(Fields& out, std::string_view name, racf::GroupAuthority value);

void read_value(toml::Reader& reader, std::string_view name, std::string& value);
void read_value(toml::Reader& reader, std::string_view name, std::optional<racf::GroupId>& value);
void read_value(toml::Reader& reader, std::string_view name, base::Instant& value);
void read_value(toml::Reader& reader, std::string_view name, std::optional<base::Instant>& value);
void read_value(toml::Reader& reader, std::string_view name, int& value);
void read_value(toml::Reader& reader, std::string_view name, std::int64_t& value);
void read_value(toml::Reader& reader, std::string_view name, std::optional<std::int64_t>& value);
void read_value(toml::Reader& reader, std::string_view name, std::vector<std::string>& value);
void read_value(toml::Reader& reader, std::string_view name, racf::Access& value);
void read_value(toml::Reader& reader, std::string_view name, racf::GroupAuthority& value);

/// A member that identifies a profile is read before there is a profile.
template <typename Tag>
void write_value(Fields& out, std::string_view name, const racf::Name<Tag>& value) {
    out.set(name, value.str());
}
template <typename Tag>
void read_value(toml::Reader&, std::string_view, racf::Name<Tag>&) {}

template <typename Profile>
void write_field(Fields& out, const Profile& profile, const racf::Field<Profile>& field) {
    racf::visit_member(profile, field, [&](const auto& value) {
        if constexpr (std::is_same_v<decltype(value), const bool&>) {
            out.flag(field.key, value, field.standard);
        } else {
            write_value(out, field.key, value);
        }
    });
}
template <typename Profile>
void read_field(toml::Reader& reader, Profile& profile, const racf::Field<Profile>& field) {
    racf::visit_member(profile, field, [&](auto& value) {
        if constexpr (std::is_same_v<decltype(value), bool&>) {
            value = read_flag(reader, field.key, field.standard);
        } else {
            read_value(reader, field.key, value);
        }
    });
}

/// A name of RACF that must be there; nothing (and a note in the reader) when it is not valid.
template <typename Name>
std::optional<Name> read_name(toml::Reader& reader, std::string_view name) {
    auto parsed = Name::parse(reader.required_string(name));
    if (parsed) return std::move(*parsed);
    reader.reject(name, parsed.error().what);
    return std::nullopt;
}

/// The text of a small file of the store, read by `read(reader)`. Config when it is malformed, with
/// the file, line and column.
template <typename Read>
auto parse_file(std::string_view text, const std::filesystem::path& path, Read read)
    -> base::Result<decltype(read(std::declval<toml::Reader&>()))> {
    const auto located = [&](const base::TextError& error) {
        const base::SourceText source(path.string(), std::string(text));
        return base::fail(base::ErrorKind::Config, "{}",
                          source.located(error.where, error.message));
    };
    const auto table = toml::parse(text);
    if (!table) return located(table.error());
    toml::Reader reader(*table);
    auto value = read(reader);
    if (const auto finished = reader.finish(); !finished) return located(finished.error());
    return value;
}

}  // namespace ptkt::store

#endif
