#ifndef PTKT_IMS_CONFIG_KEYWORDS_HPP
#define PTKT_IMS_CONFIG_KEYWORDS_HPP

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "common/ims/config/config.hpp"
#include "common/ims/config/syntax.hpp"

/// Reading the operands of a statement by a table of its keywords. The table is all there is to
/// know of a statement: the names, which must be there, which may be repeated, and for each the
/// function that checks the value and puts it into the struct.
namespace ptkt::ims_config {

enum class Needed { Optional, Required };
enum class Times { Once, Many };

/// A row of the table of statement (or sub-statement) S.
template <typename S>
struct Keyword {
    std::string_view name;
    void (*read)(S& statement, const Operand& operand, Diagnostics& diagnostics);
    Needed needed = Needed::Optional;
    Times times = Times::Once;
};

/// The part of a row that has nothing to do with S.
struct KeywordName {
    std::string_view name;
    Needed needed;
    Times times;
};

/// The index of a name in a list. A name in lower case, or at a slip from a known one, is an error,
/// and then taken for what was meant, so that one slip makes one message. `what` is "statement" or
/// "keyword of HWS".
std::optional<std::size_t> resolve(std::string_view written, base::Span where,
                                   const std::vector<std::string_view>& names,
                                   std::string_view what, Diagnostics& diagnostics);

/// Which row each operand belongs to, after complaints about unknown, repeated and missing ones.
/// `places.statement` must be set; the keywords are added. `subject` is the statement as it was
/// written, for what is missing.
struct Subject {
    std::string_view name;
    base::Span where;
    const std::vector<Operand>& operands;
    bool broken = false;  ///< something was skipped: say nothing of missing keywords
};
std::vector<std::optional<std::size_t>> match(const Subject& subject,
                                              const std::vector<KeywordName>& rows, Places& places,
                                              Diagnostics& diagnostics);

template <typename S>
void read_keywords(const Subject& subject, std::span<const Keyword<S>> table, S& statement,
                   Diagnostics& diagnostics) {
    std::vector<KeywordName> rows;
    for (const auto& keyword : table)
        rows.push_back({keyword.name, keyword.needed, keyword.times});
    const auto matched = match(subject, rows, statement.places, diagnostics);
    for (std::size_t i = 0; i < matched.size(); ++i)
        if (matched[i] && !subject.operands[i].broken)
            table[*matched[i]].read(statement, subject.operands[i], diagnostics);
}

}  // namespace ptkt::ims_config

#endif
