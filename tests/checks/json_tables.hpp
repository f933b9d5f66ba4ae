#ifndef PTKT_TESTS_CHECKS_JSON_TABLES_HPP
#define PTKT_TESTS_CHECKS_JSON_TABLES_HPP

#include <string>
#include <string_view>
#include <vector>

namespace ptkt::tests {

/// A section of ptkt-json(5) about one kind of object.
struct JsonSection {
    std::string title;
    std::string text;  ///< from its heading to the end of its table
};

/// The sections of man/ptkt-json.5.scd that list fields, written from man/ptkt-json.schema.json.
[[nodiscard]] std::vector<JsonSection> json_sections(std::string_view schema);

/// A page with each of these sections in place of the one of its title.
[[nodiscard]] std::string with_sections(std::string page, const std::vector<JsonSection>& sections);

}  // namespace ptkt::tests

#endif
