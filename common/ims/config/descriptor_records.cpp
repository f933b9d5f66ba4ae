#include "common/ims/config/descriptor_records.hpp"

#include <fmt/format.h>

#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/ims/config/token_cursor.hpp"

namespace ptkt::ims_config {

namespace {

base::Span from_to(base::Span first, base::Span last) {
    return {first.offset, last.offset + last.length - first.offset};
}

bool is_letter(const Token& token) {
    const std::string upper = base::to_upper(token.text);
    return token.kind == TokenKind::Word && token.starts_record && (upper == "D" || upper == "M");
}

/// Goes over the tokens, descriptor by descriptor.
class DescriptorParser : TokenCursor {
  public:
    DescriptorParser(std::string_view text, const std::vector<Token>& tokens,
                     Diagnostics& diagnostics)
        : TokenCursor(tokens), text_(text), diagnostics_(diagnostics) {}

    std::vector<WrittenDescriptor> all() {
        while (!at(TokenKind::End)) {
            if (is_letter(peek()) && peek(1).kind != TokenKind::Equals) {
                begin();
            } else if (found_.empty()) {
                diagnostics_.error(peek().span,
                                   fmt::format("expected a descriptor, found '{}'",
                                               base::printable(peek().text, 40)),
                                   "a descriptor begins with D or M in column 1, and its name");
                skip_record();
            } else {
                operand(found_.back());
            }
        }
        return std::move(found_);
    }

  private:
    void skip_record() {
        do {
            take();
        } while (!at(TokenKind::End) && !peek().starts_record);
    }

    /// The letter and the name: of a new descriptor, or again of the one before.
    void begin() {
        const Token& letter = take();
        const bool is_destination = base::to_upper(letter.text) == "D";
        check(letter);
        const bool has_name =
            at(TokenKind::Word) && !peek().starts_record && peek(1).kind != TokenKind::Equals;
        if (!has_name) {
            diagnostics_.error(letter.span, fmt::format("{} has no name", letter.text),
                               "write the name of the descriptor in columns 3 to 10");
            found_.push_back({is_destination, {}, letter.span, {}, letter.span, {}, true});
            return;
        }
        const Token& name = take();
        if (!found_.empty() && found_.back().name == name.text &&
            found_.back().is_destination == is_destination)
            return;
        found_.push_back(
            {is_destination, name.text, name.span, {}, from_to(letter.span, name.span), {}, false});
    }

    void check(const Token& letter) {
        const bool is_first = letter.span.offset == 0 || text_[letter.span.offset - 1] == '\n';
        if (!is_first) {
            diagnostics_.error(letter.span, fmt::format("{} must stand in column 1", letter.text),
                               "a descriptor begins in column 1; a keyword has a value");
        } else if (letter.text != base::to_upper(letter.text)) {
            diagnostics_.error(letter.span, fmt::format("'{}' must be upper case", letter.text),
                               fmt::format("write {}", base::to_upper(letter.text)));
        }
    }

    static void fault(WrittenDescriptor& one, base::Span where, std::string what,
                      std::string hint) {
        one.faults.push_back(
            {Diagnostic::Severity::Error, where, std::move(what), std::move(hint), {}});
    }

    void operand(WrittenDescriptor& one) {
        if (!at(TokenKind::Word)) {
            const Token& stray = take();
            if (!std::exchange(one.broken, true))
                fault(one, stray.span, fmt::format("a '{}' has no place here", stray.text),
                      stray.kind == TokenKind::Comma
                          ? "keywords of a descriptor stand apart by blanks"
                          : "");
            return;
        }
        Operand operand;
        const Token& word = take();
        operand.span = word.span;
        if (at(TokenKind::Equals) && !peek().starts_record) {
            operand.key = word.text;
            operand.key_span = word.span;
            take();
            value(one, operand);
        } else {
            operand.value.word = word.text;
            operand.value.span = word.span;
        }
        one.span = from_to(one.span, operand.span);
        one.operands.push_back(std::move(operand));
    }

    void value(WrittenDescriptor& one, Operand& operand) {
        const base::Span start = peek().span;
        operand.value.span = start;
        const bool is_here = !peek().starts_record;
        if (at(TokenKind::Word) && is_here) {
            operand.value.word = take().text;
        } else if (at(TokenKind::Open) && is_here) {
            list(one, operand);
        } else {
            operand.broken = true;
            operand.value.span = operand.key_span;
            fault(one, operand.key_span,
                  fmt::format("{} has no value", base::printable(operand.key, 40)),
                  "leave the keyword out to get its default");
        }
        operand.span = from_to(operand.key_span, last_span());
    }

    /// `(a,b)`, up to its parenthesis or the next descriptor.
    void list(WrittenDescriptor& one, Operand& operand) {
        const base::Span start = take().span;
        operand.value.is_list = true;
        while (!at(TokenKind::End) && !at(TokenKind::Close) && !is_letter(peek())) {
            const Token& token = take();
            if (token.kind != TokenKind::Word) continue;
            Operand item;
            item.value.word = token.text;
            item.span = item.value.span = token.span;
            operand.value.list.push_back(std::move(item));
        }
        if (at(TokenKind::Close)) {
            operand.value.span = from_to(start, take().span);
            return;
        }
        operand.broken = true;
        fault(one, start, "this '(' is not closed", "a list ends with ')'");
    }

    std::string_view text_;
    Diagnostics& diagnostics_;
    std::vector<WrittenDescriptor> found_;
};

}  // namespace

std::vector<WrittenDescriptor> parse_descriptor_records(std::string_view text,
                                                        const std::vector<Token>& tokens,
                                                        Diagnostics& diagnostics) {
    return DescriptorParser(text, tokens, diagnostics).all();
}

}  // namespace ptkt::ims_config
