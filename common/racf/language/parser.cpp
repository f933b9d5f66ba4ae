#include "common/racf/language/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/foreign_command.hpp"
#include "common/racf/language/redactor.hpp"
#include "common/racf/language/scanner.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/language/value_reader.hpp"

namespace ptkt::racf_command {

namespace {

bool has_secret(Keywords keywords) {
    return std::any_of(keywords.begin(), keywords.end(),
                       [](const Keyword& k) { return k.value.secret(); });
}

bool has_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(), base::is_digit);
}

/// The words of the messages about an operand; what the table leaves out is the operand's name.
Prompt full_prompt(Prompt prompt, std::string_view name) {
    if (prompt.invalid.empty()) prompt.invalid = name;
    if (prompt.missing.empty()) prompt.missing = name;
    return prompt;
}

base::Span inside_quotes(const Token& token) {
    return token.quoted ? base::Span{token.span.offset + 1, token.text.size()} : token.span;
}

/// The last of exclusive keywords counts, and so does the last of equal ones.
void replace_or_add(Operand operand, std::vector<Operand>& into) {
    const Keyword& keyword = *operand.keyword;
    const auto replaced = [&](const Operand& other) {
        if (other.keyword == &keyword) return true;
        return !keyword.group.empty() && other.keyword->group == keyword.group;
    };
    std::erase_if(into, replaced);
    into.push_back(std::move(operand));
}

/// What went wrong, in the words of TSO/E. Those that end the command answer false.
class Complaints {
  public:
    explicit Complaints(const LogicalCommand& command) : command_(command) {}

    void say(base::Span in_text, std::string id, std::string text) {
        messages_.push_back({std::move(id), std::move(text), command_.in_source(in_text)});
    }

    bool refuse(base::Span at, ForeignAnswer answer) {
        rc_ = answer.rc;
        if (answer.message) say(at, std::move(answer.message->id), std::move(answer.message->text));
        return stop(at, false);
    }

    bool stop(base::Span at, bool hide) {
        stop_ = at;
        hide_stop_ = hide;
        return false;
    }

    void say_missing(base::Span in_text, const Prompt& prompt) {
        if (prompt.detail.empty()) {
            say(in_text, "IKJ56701I", fmt::format("MISSING {}", prompt.missing));
            return;
        }
        say(in_text, "IKJ56701I", fmt::format("MISSING {}+", prompt.missing));
        say(in_text, "IKJ56701I", fmt::format("MISSING {}", prompt.detail));
    }

    bool missing(base::Span in_text, const Prompt& prompt) {
        say_missing(in_text, prompt);
        return stop(in_text, false);
    }

    bool ambiguous(const Token& token, std::string_view word,
                   const std::vector<const Keyword*>& found) {
        say(token.span, "IKJ56704I", fmt::format("AMBIGUOUS KEYWORD, {}", shown(word, false)));
        std::string words;
        for (const Keyword* keyword : found)
            words += fmt::format("{}{}", words.empty() ? "" : " OR ", keyword->name);
        say(token.span, "IKJ56705A", fmt::format("ENTER {}", words));
        return stop(token.span, false);
    }

    static std::string shown(std::string_view text, bool hide) {
        return hide ? std::string(kHidden) : base::printable(text, 44);
    }

    void set_rc(int rc) { rc_ = rc; }
    [[nodiscard]] std::vector<Message>& messages() { return messages_; }
    /// What the text is to be shown up to, and whether what stands there is not to be shown.
    [[nodiscard]] ParseFailure failure(const Redactor& redactor) && {
        return {std::move(messages_), redactor.up_to(stop_, hide_stop_), rc_, hide_stop_};
    }

  private:
    const LogicalCommand& command_;
    std::vector<Message> messages_;
    base::Span stop_;
    int rc_ = 8;
    bool hide_stop_ = false;
};

/// One run over one command. Every step answers false when it gave up; the messages then say why.
class Parser {
  public:
    Parser(const LogicalCommand& command, const racf::ClassTable& classes)
        : command_(command),
          classes_(classes),
          scanner_(command.text()),
          redactor_(command.text()),
          complaints_(command) {}

    base::Result<Command, ParseFailure> run() {
        const bool understood = command_name() && positionals() &&
                                operands(parsed_.spec->keywords, parsed_.operands, false);
        redactor_.drop(scanner_.comments());
        if (!understood) return std::move(complaints_).failure(redactor_);
        parsed_.messages = std::move(complaints_.messages());
        parsed_.redacted = redactor_.up_to({scanner_.offset(), 0}, false);
        parsed_.where = command_.in_source({start_, scanner_.offset() - start_});
        return std::move(parsed_);
    }

  private:
    bool command_name() {
        scanner_.skip_separators();
        start_ = scanner_.offset();
        const Token token = scanner_.token();
        const std::string word = base::to_upper(token.text);
        parsed_.spec = token.quoted ? nullptr : find_command(word);
        if (parsed_.spec != nullptr) return true;
        const auto foreign = token.quoted ? std::optional<ForeignAnswer>() : foreign_command(word);
        if (foreign) return complaints_.refuse(token.span, *foreign);
        complaints_.set_rc(kNotFoundRc);
        const bool hide = looks_like_a_key(word);
        if (token.quoted || !may_be_a_command_name(word)) {
            complaints_.say(token.span, "IKJ56621I", "INVALID COMMAND NAME SYNTAX");
        } else {
            complaints_.say(token.span, "IKJ56500I",
                            fmt::format("COMMAND {} NOT FOUND", Complaints::shown(word, hide)));
        }
        return complaints_.stop(token.span, hide);
    }

    bool positionals() {
        const auto wanted = parsed_.spec->positionals;
        parsed_.positionals.resize(wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            // After a bad class TSO/E goes on with what the class should have been followed by.
            next_prompt_ = wanted[std::min(i + 1, wanted.size() - 1)].prompt;
            if (!positional(wanted[i], parsed_.positionals[i])) return false;
        }
        next_prompt_.reset();
        return true;
    }

    bool positional(const Positional& spec, std::vector<Value>& into) {
        scanner_.skip_separators();
        if (!spec.required && (scanner_.at_end() || keyword_follows())) return true;
        if (scanner_.at_end()) return complaints_.missing(here(), spec.prompt);
        if (!scanner_.take('(')) return value(spec.value, spec.prompt, into);
        if (!values_in_parentheses(spec.value, spec.prompt, into)) return false;
        return !into.empty() || complaints_.missing(here(), spec.prompt);
    }

    /// Is the next word a keyword of the command? Asked where a positional operand may be absent.
    bool keyword_follows() {
        if (scanner_.at('(')) return false;
        Scanner ahead = scanner_;
        const std::string word = base::to_upper(ahead.token().text);
        return find_keywords(parsed_.spec->keywords, word).size() == 1;
    }

    bool operands(Keywords known, std::vector<Operand>& into, bool inside) {
        for (;;) {
            scanner_.skip_separators();
            if (inside && scanner_.take(')')) return true;
            // A closing parenthesis at the very end may be left out.
            if (scanner_.at_end()) return true;
            if (!operand(known, into)) return false;
        }
    }

    bool operand(Keywords known, std::vector<Operand>& into) {
        const Token token = scanner_.token();
        const std::string word = base::to_upper(token.text);
        const auto found =
            token.quoted ? std::vector<const Keyword*>() : find_keywords(known, word);
        if (found.size() > 1) return complaints_.ambiguous(token, word, found);
        if (found.empty()) return unknown(token, word, known);
        Operand operand;
        operand.keyword = found.front();
        operand.where = command_.in_source(token.span);
        if (!operand_value(token, operand)) return false;
        replace_or_add(std::move(operand), into);
        return true;
    }

    bool operand_value(const Token& token, Operand& operand) {
        const ValueSpec& spec = operand.keyword->value;
        const Prompt prompt = full_prompt(operand.keyword->prompt, operand.keyword->name);
        if (spec.kind == ValueKind::None) return true;
        Scanner ahead = scanner_;
        ahead.skip_separators();
        if (!ahead.at('(')) return spec.optional || complaints_.missing(token.span, prompt);
        scanner_.skip_separators();
        scanner_.take('(');
        if (spec.kind == ValueKind::Raw) return raw(operand);
        if (spec.kind == ValueKind::Subfield) return operands(spec.words, operand.operands, true);
        if (!values_in_parentheses(spec, prompt, operand.values)) return false;
        return !operand.values.empty() || spec.optional || complaints_.missing(token.span, prompt);
    }

    bool raw(Operand& operand) {
        const base::Span inside = scanner_.balanced();
        if (inside.length > 0) redactor_.hide(inside);
        Value value;
        value.where = command_.in_source(inside);
        operand.values.push_back(std::move(value));
        return true;
    }

    bool values_in_parentheses(const ValueSpec& spec, const Prompt& prompt,
                               std::vector<Value>& into) {
        for (;;) {
            scanner_.skip_separators();
            if (scanner_.take(')') || scanner_.at_end()) return true;
            if (into.empty() || spec.list) {
                if (!value(spec, prompt, into)) return false;
            } else if (!extraneous(spec, prompt)) {
                return false;
            }
        }
    }

    bool value(const ValueSpec& spec, const Prompt& prompt, std::vector<Value>& into) {
        const Token token = scanner_.token();
        if (names_a_data_set(spec, token))
            return complaints_.refuse(token.span, {no_place_for_data_sets(parsed_.spec->name), 4});
        auto read = read_value(spec, token, classes_);
        // `********` where a secret should be comes from a redacted text. Taken for a password it
        // would set one that anybody can guess.
        const bool is_mark = spec.secret() && token.text == kHidden;
        if (!read || is_mark || !fits_class(spec, *read)) return invalid(spec, prompt, token);
        if (spec.secret()) redactor_.hide(inside_quotes(token));
        read->where = command_.in_source(token.span);
        into.push_back(std::move(*read));
        return true;
    }

    /// The profile of PERMIT is a data set's when it is in quotes, whatever CLASS says.
    bool names_a_data_set(const ValueSpec& spec, const Token& token) const {
        return token.quoted && spec.kind == ValueKind::ProfileName &&
               parsed_.spec->id == CommandId::Permit && parsed_.operands.empty();
    }

    /// A profile's name may be as long as its class allows, and of the characters that it allows.
    bool fits_class(const ValueSpec& spec, const Value& value) const {
        if (spec.kind != ValueKind::ProfileName || parsed_.positionals.size() != 2) return true;
        if (parsed_.positionals.front().empty()) return true;
        const auto* info = classes_.find(parsed_.positionals.front().front().text);
        return info == nullptr || value.text == "*" || racf::name_fits(*info, value.text);
    }

    // What went wrong.

    base::Span here() const { return {scanner_.offset(), 0}; }

    bool invalid(const ValueSpec& spec, const Prompt& prompt, const Token& token) {
        const bool bare = token.text.empty() && !token.quoted;
        const std::string_view text = bare ? std::string_view("(") : token.text;
        const bool hide = spec.secret() || looks_like_a_key(text);
        // A value that could be a key is not repeated; the operand's name must do.
        const std::string value =
            spec.secret() ? std::string() : ", " + Complaints::shown(base::to_upper(text), hide);
        complaints_.say(token.span, "IKJ56702I",
                        fmt::format("INVALID {}{}", prompt.invalid, value));
        // RALTER's positional operands are not prompted for one by one.
        if (parsed_.spec->id == CommandId::Ralter && spec.kind == ValueKind::ResourceClass &&
            parsed_.operands.empty()) {
            complaints_.say(token.span, "IKJ56712I", "INVALID KEYWORD, )");
            return complaints_.stop(token.span, hide);
        }
        complaints_.say_missing(token.span, next_prompt_.value_or(prompt));
        return complaints_.stop(token.span, hide);
    }

    bool unknown(const Token& token, std::string_view word, Keywords known) {
        const bool bare = token.span.length == 0;
        const std::string_view paren = scanner_.at('(') ? "(" : ")";
        const bool hide =
            looks_like_a_key(word) || token.quoted || (has_secret(known) && has_digit(word));
        complaints_.say(token.span, "IKJ56712I",
                        fmt::format("INVALID KEYWORD, {}",
                                    bare ? std::string(paren) : Complaints::shown(word, hide)));
        return complaints_.stop(token.span, hide);
    }

    bool extraneous(const ValueSpec& spec, const Prompt& prompt) {
        const Token token = scanner_.token();
        if (spec.secret() || token.span.length == 0) return invalid(spec, prompt, token);
        const bool hide = looks_like_a_key(token.text);
        if (hide) redactor_.hide(token.span);
        complaints_.say(token.span, "IKJ56716I",
                        fmt::format("EXTRANEOUS INFORMATION WAS IGNORED: {}",
                                    Complaints::shown(base::to_upper(token.text), hide)));
        return true;
    }

    const LogicalCommand& command_;
    const racf::ClassTable& classes_;
    Scanner scanner_;
    Redactor redactor_;
    Command parsed_;
    Complaints complaints_;
    std::optional<Prompt> next_prompt_;
    std::size_t start_ = 0;
};

}  // namespace

base::Result<Command, ParseFailure> parse(const LogicalCommand& command,
                                          const racf::ClassTable& classes) {
    return Parser(command, classes).run();
}

}  // namespace ptkt::racf_command
