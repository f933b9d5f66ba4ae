#include "common/ims/config/syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/ims/config/statement_names.hpp"
#include "common/ims/config/token_cursor.hpp"

namespace ptkt::ims_config {

namespace {

base::Span join(base::Span first, base::Span last) {
    return {first.offset, last.offset + last.length - first.offset};
}

std::string shown(const Token& token) {
    if (token.kind == TokenKind::End) return "the end of the member";
    return fmt::format("'{}'", base::printable(token.text, 40));
}

/// Recursive descent over the tokens.
class Parser : TokenCursor {
  public:
    Parser(const std::vector<Token>& tokens, Diagnostics& diagnostics)
        : TokenCursor(tokens), diagnostics_(diagnostics) {}

    std::vector<Statement> member() {
        std::vector<Statement> statements;
        while (!at(TokenKind::End)) {
            if (at_name()) {
                statements.push_back(statement());
            } else {
                stray();
            }
        }
        return statements;
    }

  private:
    /// IBM's topics know lists in a sub-statement of a statement; more makes no sense.
    static constexpr int kDeepest = 4;

    bool accept(TokenKind kind) {
        if (!at(kind)) return false;
        take();
        return true;
    }

    /// Whether a word is meant to begin a statement: a known name, or one with a list behind it.
    [[nodiscard]] bool at_name() const {
        const std::size_t behind = peek(1).kind == TokenKind::Equals ? 2 : 1;
        return at(TokenKind::Word) && (is_statement_name(base::to_upper(peek().text)) ||
                                       peek(behind).kind == TokenKind::Open);
    }
    /// Whether a known statement begins here. IMSPLEX behind a comma is the sub-statement of MSC.
    [[nodiscard]] bool at_statement() const {
        if (!at(TokenKind::Word) || !peek().starts_record) return false;
        const std::string name = base::to_upper(peek().text);
        if (!is_statement_name(name)) return false;
        if (name == "IMSPLEX" && at_ > 0 && tokens_[at_ - 1].kind == TokenKind::Comma) return false;
        const std::size_t behind = peek(1).kind == TokenKind::Equals ? 2 : 1;
        return peek(behind).kind == TokenKind::Open;
    }
    [[nodiscard]] bool over() const { return at(TokenKind::End) || at_statement(); }

    void skip_to_statement() {
        do {
            take();
        } while (!over());
    }

    /// Leaves out the rest of an operand: up to a comma or the parenthesis that closes its list.
    void skip_operand() {
        int open = 0;
        while (!over()) {
            if (open == 0 && (at(TokenKind::Comma) || at(TokenKind::Close))) return;
            if (at(TokenKind::Open)) ++open;
            if (at(TokenKind::Close)) --open;
            take();
        }
    }

    /// Something that begins no statement. Behind a parenthesis too many the next one may follow.
    void stray() {
        if (at(TokenKind::Close)) {
            diagnostics_.error(take().span, "this ')' closes nothing");
            return;
        }
        error_here("expected a statement");
        skip_to_statement();
    }

    Statement statement() {
        Statement statement;
        statement.name = peek().text;
        statement.name_span = take().span;
        statement.span = statement.name_span;
        broken_ = unclosed_ = false;
        accept(TokenKind::Equals);
        if (at(TokenKind::Open)) {
            const bool is_skipped = is_skipped_statement(base::to_upper(statement.name));
            statement.operands = is_skipped ? keys_of_skipped() : list(1);
        } else {
            diagnostics_.error(peek().span,
                               fmt::format("expected '(' after {}, found {}",
                                           base::printable(statement.name, 40), shown(peek())),
                               "a statement has the form NAME=(KEYWORD=value,...)");
            broken_ = true;
            if (!over()) skip_to_statement();
        }
        statement.span = join(statement.name_span, last_span());
        statement.broken = broken_;
        return statement;
    }

    /// From an opening parenthesis to the closing one.
    std::vector<Operand> list(int depth) {
        const base::Span open = take().span;
        std::vector<Operand> operands;
        if (accept(TokenKind::Close)) return operands;
        for (;;) {
            if (!over()) operands.push_back(operand(depth));
            if (!at(TokenKind::Comma) && !at(TokenKind::Close) && !over()) {
                error_here("expected ',' or ')'");
                skip_operand();
            }
            if (over()) {
                never_closed(open);
                return operands;
            }
            if (take().kind == TokenKind::Close) return operands;
        }
    }

    /// What is not used here may have a language of its own, such as the options of Language
    /// Environment in ADAPTER: it ends where its parentheses balance, those in quotes not counted.
    /// Of its operands only the keywords are known.
    std::vector<Operand> keys_of_skipped() {
        const base::Span open = peek().span;
        std::vector<Operand> keys;
        int depth = 0;
        bool is_quoted = false;
        do {
            if (at(TokenKind::End) || (!is_quoted && at_statement())) {
                never_closed(open);
                return keys;
            }
            const TokenKind behind = peek(1).kind;
            const Token& token = take();
            if (std::ranges::count(token.text, '\'') % 2 != 0) is_quoted = !is_quoted;
            if (is_quoted) continue;
            if (token.kind == TokenKind::Open) ++depth;
            if (token.kind == TokenKind::Close) --depth;
            const bool is_key = token.kind == TokenKind::Word && depth == 1 &&
                                (behind == TokenKind::Equals || behind == TokenKind::Open);
            if (is_key) keys.push_back({token.text, token.span, {}, token.span, false});
        } while (depth > 0);
        return keys;
    }

    /// Said once a statement: of the innermost list, for the ones around it have the same cause.
    void never_closed(base::Span open) {
        if (!unclosed_) diagnostics_.error(open, "this '(' is never closed", unclosed_hint());
        unclosed_ = broken_ = true;
    }

    [[nodiscard]] std::string unclosed_hint() const {
        if (at(TokenKind::End)) return "the member ends before it";
        return fmt::format("the statement {} begins before it", peek().text);
    }

    Operand operand(int depth) {
        Operand operand;
        operand.key_span = operand.span = peek().span;
        if (!at(TokenKind::Word)) {
            error_here(depth == 1 ? "expected a keyword" : "expected a value");
            if (at(TokenKind::Equals) || at(TokenKind::Open)) skip_operand_from_here();
            operand.broken = true;
            return operand;
        }
        const Token& word = take();
        if (!at(TokenKind::Equals) && !at(TokenKind::Open)) {
            operand.value = {false, word.text, {}, word.span};
            return operand;
        }
        operand.key = word.text;
        accept(TokenKind::Equals);
        read_value(operand, depth);
        operand.span = join(word.span, last_span());
        return operand;
    }

    void read_value(Operand& operand, int depth) {
        const base::Span start = peek().span;
        if (at(TokenKind::Word) && !at_statement()) {
            operand.value.word = take().text;
        } else if (at(TokenKind::Open) && depth < kDeepest) {
            operand.value.is_list = true;
            operand.value.list = list(depth + 1);
        } else {
            operand.broken = true;
            const bool deep = at(TokenKind::Open);
            const base::Span where = deep ? start : join(operand.key_span, last_span());
            diagnostics_.error(
                where,
                deep ? "nested too deeply"
                     : fmt::format("{} has no value", base::printable(operand.key, 40)),
                deep ? "" : "leave the keyword out to get its default");
            skip_operand();
        }
        operand.value.span = operand.broken ? operand.key_span : join(start, last_span());
    }

    void skip_operand_from_here() {
        broken_ = true;
        skip_operand();
    }

    void error_here(std::string_view expected) {
        broken_ = true;
        diagnostics_.error(peek().span, fmt::format("{}, found {}", expected, shown(peek())));
    }

    Diagnostics& diagnostics_;
    bool broken_ = false;
    bool unclosed_ = false;
};

}  // namespace

std::vector<Statement> parse_statements(const std::vector<Token>& tokens,
                                        Diagnostics& diagnostics) {
    return Parser(tokens, diagnostics).member();
}

}  // namespace ptkt::ims_config
