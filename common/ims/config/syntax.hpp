#ifndef PTKT_IMS_CONFIG_SYNTAX_HPP
#define PTKT_IMS_CONFIG_SYNTAX_HPP

#include <string>
#include <vector>

#include "common/base/text/source_text.hpp"
#include "common/ims/config/diagnostic.hpp"
#include "common/ims/config/lexer.hpp"

namespace ptkt::ims_config {

struct Operand;

/// What follows `KEY=`: a word, or a list in parentheses.
struct Value {
    bool is_list = false;
    std::string word;
    std::vector<Operand> list;
    base::Span span;
};

/// `KEY=value`, or a bare word, which then is a value without a key.
struct Operand {
    std::string key;  ///< empty for a bare word
    base::Span key_span;
    Value value;
    base::Span span;      ///< all of it
    bool broken = false;  ///< its value could not be read, which has been said
};

/// `NAME=(operand,...)`; the diagrams of some IBM topics leave out the `=`, so it may be missing.
struct Statement {
    std::string name;
    base::Span name_span;
    std::vector<Operand> operands;
    base::Span span;
    bool broken = false;  ///< part of it was skipped, so a keyword may seem to be missing
};

/// Finds the statements; knows no keyword. A statement ends where its parentheses balance. After
/// an error it goes on at the next comma or parenthesis, or at the next statement that begins a
/// record, so that each mistake is told once.
[[nodiscard]] std::vector<Statement> parse_statements(const std::vector<Token>& tokens,
                                                      Diagnostics& diagnostics);

}  // namespace ptkt::ims_config

#endif
