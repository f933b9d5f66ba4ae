#ifndef PTKT_IMS_CONFIG_LEXER_HPP
#define PTKT_IMS_CONFIG_LEXER_HPP

#include <string>
#include <string_view>
#include <vector>

#include "common/base/text/source_text.hpp"
#include "common/ims/config/diagnostic.hpp"

namespace ptkt::ims_config {

enum class TokenKind { Word, Open, Close, Equals, Comma, End };

/// A word or one of `( ) = ,`. The text of a word that runs over the end of a full record is not
/// one stretch of the file, so it is a copy; the span covers both parts.
struct Token {
    TokenKind kind = TokenKind::End;
    std::string text;
    base::Span span;
    bool starts_record = false;  ///< nothing but blanks stands before it in its record
};

/// The tokens of a member, the last one always End. Records are lines, with LF or CRLF.
///
/// - Columns 1-72 are read, 73-80 are not (topic "HWSCFGxx member of the IMS PROCLIB data set").
///   The topic with the examples speaks of filling all 80 columns, and cutting a value in silence
///   is the worst way to disagree: text that runs on into them is an error, told before all others
///   of its record; other notation there is told, of sequence fields only the first.
/// - A record that is full up to column 72 runs on in column 1 of the next one (same topic).
/// - `*` in column 1 makes a comment. This is an inference from the sibling members (DFSDFxxx); no
///   IBM topic says it of this member.
/// - A tab counts as one blank, with a warning. Bytes that are not printable ASCII are errors and
///   dropped, so that what stands around them is still looked at.
[[nodiscard]] std::vector<Token> lex(std::string_view text, Diagnostics& diagnostics);

}  // namespace ptkt::ims_config

#endif
