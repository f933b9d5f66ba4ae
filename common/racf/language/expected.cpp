#include "common/racf/language/expected.hpp"

#include "common/base/text/ascii.hpp"
#include "common/racf/language/scanner.hpp"
#include "common/racf/language/table.hpp"

namespace ptkt::racf_command {

namespace {

using Found = std::optional<Expected>;

/// Goes through a text as the parser does, but never minds what is wrong: it wants to know where it
/// is when the text ends. Each step answers true when the end was met; `answer_` is then settled.
class Walker {
  public:
    explicit Walker(std::string_view text) : text_(text), scanner_(text) {}

    Found run() {
        if (command() || positionals() || operands(spec_->keywords, false)) return answer_;
        return std::nullopt;
    }

  private:
    [[nodiscard]] bool ended() const { return scanner_.offset() == text_.size(); }

    /// A comment that was not closed has taken the rest.
    [[nodiscard]] bool in_comment() const {
        const auto& comments = scanner_.comments();
        if (comments.empty()) return false;
        const base::Span last = comments.back();
        return last.offset + last.length == text_.size() && !text_.ends_with("*/");
    }

    /// Goes to the next word; true when there is none.
    bool skip() {
        scanner_.skip_separators();
        return ended();
    }

    bool settle(Found answer) {
        if (!in_comment()) answer_ = std::move(answer);
        return true;
    }

    bool command() {
        skip();
        const Token token = scanner_.token();
        if (ended() && !token.quoted)
            return settle(Expected{token.span.offset, true, {}, false, ValueKind::None, {}});
        spec_ = find_command(base::to_upper(token.text));
        return spec_ == nullptr;
    }

    bool positionals() {
        for (const Positional& positional : spec_->positionals) {
            if (skip()) return settle(positional_at(positional, text_.size()));
            if (!positional.required && keyword_follows()) return false;
            if (scanner_.take('(')) {
                if (values(positional.value)) return true;
                continue;
            }
            const Token token = scanner_.token();
            if (ended())
                return settle(token.quoted ? Found()
                                           : positional_at(positional, token.span.offset));
            if (positional.value.kind == ValueKind::ResourceClass)
                cls_ = base::to_upper(token.text);
        }
        return false;
    }

    bool keyword_follows() {
        Scanner ahead = scanner_;
        const Token token = ahead.token();
        return ahead.offset() < text_.size() &&
               find_keywords(spec_->keywords, base::to_upper(token.text)).size() == 1;
    }

    /// Where a positional operand may be left out, an operand may stand as well.
    [[nodiscard]] Found positional_at(const Positional& positional, std::size_t start) const {
        Found answer = value_at(positional.value, start);
        if (answer && !positional.required) {
            answer->keywords = spec_->keywords;
            answer->operands = true;
        }
        return answer;
    }

    bool settle_token(const ValueSpec& spec, const Token& token) {
        return settle(token.quoted ? std::nullopt : value_at(spec, token.span.offset));
    }

    [[nodiscard]] Found value_at(const ValueSpec& spec, std::size_t start) const {
        if (spec.secret()) return std::nullopt;
        const bool operands = spec.kind == ValueKind::Subfield;
        return Expected{start, false, spec.words, operands, spec.kind, cls_};
    }

    bool operands(Keywords known, bool inside) {
        for (;;) {
            if (skip()) return settle(operands_at(known, text_.size()));
            if (inside && scanner_.take(')')) return false;
            const Token token = scanner_.token();
            if (ended())
                return settle(token.quoted ? Found() : operands_at(known, token.span.offset));
            if (token.span.length == 0 && !take_parenthesis()) return true;
            if (skip()) return settle(operands_at(known, text_.size()));
            if (scanner_.take('(') &&
                in_parentheses(find_keywords(known, base::to_upper(token.text))))
                return true;
        }
    }

    static Found operands_at(Keywords known, std::size_t start) {
        return Expected{start, false, known, true, ValueKind::None, {}};
    }

    bool in_parentheses(const std::vector<const Keyword*>& found) {
        if (found.size() != 1) {
            scanner_.balanced();
            return ended();
        }
        const ValueSpec& spec = found.front()->value;
        return spec.kind == ValueKind::Subfield ? operands(spec.words, true) : values(spec);
    }

    bool values(const ValueSpec& spec) {
        for (;;) {
            if (skip()) return settle(value_at(spec, text_.size()));
            if (scanner_.take(')')) return false;
            const Token token = scanner_.token();
            if (ended()) return settle_token(spec, token);
            if (token.span.length == 0 && !take_parenthesis()) return true;
            if (spec.kind == ValueKind::ResourceClass || spec.kind == ValueKind::SearchClass)
                cls_ = base::to_upper(token.text);
        }
    }

    /// A parenthesis that is out of place; false at a semicolon, where the command is over.
    bool take_parenthesis() { return scanner_.take('(') || scanner_.take(')'); }

    std::string_view text_;
    Scanner scanner_;
    const CommandSpec* spec_ = nullptr;
    std::string cls_;
    Found answer_;
};

}  // namespace

std::optional<Expected> expected_at_end(std::string_view text) {
    return Walker(text).run();
}

}  // namespace ptkt::racf_command
