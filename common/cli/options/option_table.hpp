#ifndef PTKT_CLI_OPTIONS_OPTION_TABLE_HPP
#define PTKT_CLI_OPTIONS_OPTION_TABLE_HPP

#include <deque>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/cli/options/option_value.hpp"

namespace ptkt::cli {

/// When an option has an effect. On the command line one without effect is an error; a variable or
/// a setting, which is there for other runs too, is passed over.
struct Condition {
    enum class Kind { With, Without, Exclusive, Yielding, Action };
    Kind kind;
    std::vector<std::string> words;
    std::string complaint;  ///< instead of one that is made from the names
};

/// One option, declared once: parsing, help, settings, completions and the test of the man page all
/// read this.
struct OptionSpec {
    std::string name;        ///< without dashes: `key-file`
    char letter = 0;         ///< 0 for none
    std::string value_name;  ///< `FILE`; empty for a flag
    std::string help;        ///< what it does, lower case, without a full stop
    OptionKind kind = OptionKind::Flag;
    std::vector<std::string> choices;      ///< for Choice
    std::vector<std::string> suggestions;  ///< words for completions; others are good too
    std::string lister;                    ///< a command that prints what completions offer
    std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    bool repeatable = false;
    bool is_secret_source =
        false;               ///< names where a secret is, never the secret; see secret_source
    bool is_hidden = false;  ///< not in help and completions
    bool is_common = false;  ///< every program has it
    bool in_environment = true;
    bool in_settings = true;
    bool is_program_bound = false;  ///< common, but its variable names the program always
    std::string initial;            ///< what it is when nothing gives it a value; for --show-config
    std::vector<Condition> conditions;
    Assign assign;

    OptionSpec& file() { return of(OptionKind::File); }
    OptionSpec& directory() { return of(OptionKind::Directory); }
    OptionSpec& listed_by(std::string command) {
        lister = std::move(command);
        return *this;
    }
    OptionSpec& hidden() {
        is_hidden = true;
        return *this;
    }
    OptionSpec& secret_source() {
        is_secret_source = true;
        return of(OptionKind::File);
    }
    /// Both ends are allowed. For Integer, and for Duration in seconds.
    OptionSpec& range(std::int64_t lowest, std::int64_t highest) {
        least = lowest;
        most = highest;
        return *this;
    }
    /// Only on the command line: for what makes no sense as a habit.
    OptionSpec& command_line_only() {
        in_environment = in_settings = false;
        return *this;
    }

    /// It has an effect only where one of these options is given.
    OptionSpec& goes_with(std::vector<std::string> others, std::string complaint = {}) {
        conditions.push_back({Condition::Kind::With, std::move(others), std::move(complaint)});
        return *this;
    }
    /// It has no effect where one of these options is given; on the command line, one of those
    /// that stand there too.
    OptionSpec& not_with(std::vector<std::string> others, std::string complaint = {}) {
        conditions.push_back({Condition::Kind::Without, std::move(others), std::move(complaint)});
        return *this;
    }
    /// It has no effect where one of these options is given by a nearer source; by the same one, it
    /// is an error.
    OptionSpec& excludes(std::vector<std::string> others, std::string complaint) {
        conditions.push_back({Condition::Kind::Exclusive, std::move(others), std::move(complaint)});
        return *this;
    }
    /// As a variable or a setting it has no effect where one of these options stands on the
    /// command line.
    OptionSpec& yields_to(std::vector<std::string> others) {
        conditions.push_back({Condition::Kind::Yielding, std::move(others), {}});
        return *this;
    }
    /// It has an effect only where the first operand is one of these words.
    OptionSpec& for_actions(std::vector<std::string> words) {
        conditions.push_back({Condition::Kind::Action, std::move(words), {}});
        return *this;
    }

    /// The variables that give it a value, the first that is set: for `type` of ptkt-gen
    /// `PTKT_GEN_TYPE`; for an option that all programs have also the one without a program.
    [[nodiscard]] std::vector<std::string> variables(std::string_view program) const;
    [[nodiscard]] bool is_flag() const { return value_name.empty(); }

  private:
    OptionSpec& of(OptionKind other) {
        kind = other;
        return *this;
    }
};

/// An operand: what stands on the command line without dashes.
struct OperandSpec {
    std::string name;  ///< `TICKET`
    std::string help;
    bool optional = false;
    bool many = false;
    bool is_file = false;
    Assign assign;
    std::string lister = {};  ///< a command that prints what completions offer

    OperandSpec& file() {
        is_file = true;
        return *this;
    }
    OperandSpec& listed_by(std::string command) {
        lister = std::move(command);
        return *this;
    }
};

/// A word that may stand first where a program takes words, and what may follow it: for
/// completions.
struct FirstWord {
    std::vector<std::string> names;  ///< the word and its other spellings
    std::vector<std::string> following;
    std::string lister = {};  ///< a command that prints the names of its first operand
};

/// What `--help` says beside the options. `{name, meaning}` pairs.
struct ToolText {
    std::string tool;                ///< or the program and one of its words: `racf-admin key`
    std::string purpose;             ///< one sentence
    std::vector<std::string> usage;  ///< without the program's name: `-u USER -a APPL [OPTION]...`
    std::vector<std::pair<std::string, std::string>> examples;     ///< command, what it does
    std::vector<std::pair<std::string, std::string>> exit_status;  ///< number, when
};

/// How an option is written: long name, letter or 0, name of its value or "", help.
struct OptionHead {
    std::string_view name;
    char letter;
    std::string_view value_name;
    std::string_view help;
};

/// All options and operands of one program, each bound to the member it sets. The members must
/// outlive the table, and keep their value when nothing gives another.
class OptionTable {
  public:
    explicit OptionTable(ToolText text) : text_(std::move(text)) {}

    /// An option whose kind follows from the member: bool (a flag), std::string, std::int64_t,
    /// base::Instant, base::Seconds, each also as std::optional, or as std::vector when it may be
    /// given several times.
    template <typename Target>
    OptionSpec& option(const OptionHead& head, Target& target) {
        using Shape = Member<Target>;
        OptionSpec& spec = add(head, kind_of<typename Shape::Element>(), assign_to(target));
        spec.repeatable = Shape::kMany;
        spec.initial = written(target);
        return spec;
    }

    /// An option whose word becomes a type of the domain: `read(std::string_view) -> Result<T>`.
    template <typename Target, typename Read>
    OptionSpec& option(const OptionHead& head, Target& target, Read read) {
        OptionSpec& spec = add(head, OptionKind::Text, assign_read(target, read));
        spec.repeatable = Member<Target>::kMany;
        return spec;
    }

    /// An option with a fixed list of words, each with its value.
    template <typename Target>
    OptionSpec& choice(const OptionHead& head, Target& target,
                       std::vector<std::pair<std::string, typename Member<Target>::Element>> list) {
        std::vector<std::string> words;
        for (const auto& [word, value] : list)
            words.push_back(word);
        OptionSpec& spec =
            add(head, OptionKind::Choice, assign_with(target, chooser(words, std::move(list))));
        spec.choices = std::move(words);
        spec.repeatable = Member<Target>::kMany;
        return spec;
    }

    /// A flag that counts how often it is given.
    OptionSpec& counter(const OptionHead& head, unsigned& target);

    /// The next operand; std::optional may be absent, std::vector takes all that are left.
    template <typename Target>
    OperandSpec& operand(std::string_view name, std::string_view help, Target& target) {
        return add_operand(name, help, Member<Target>::kOptional, Member<Target>::kMany,
                           assign_to(target));
    }
    /// The same with a type of the domain.
    template <typename Target, typename Read>
    OperandSpec& operand(std::string_view name, std::string_view help, Target& target, Read read) {
        return add_operand(name, help, Member<Target>::kOptional, Member<Target>::kMany,
                           assign_read(target, read));
    }

    /// Options come first; from the first other word on, everything is kept as it stands.
    void words(std::string_view name, std::string_view help, std::vector<std::string>& target,
               std::vector<FirstWord> first_words = {});

    /// At most one of these has an effect: that of the nearest source. Two of one source, such as
    /// one settings file, are an error.
    void exclusive(const std::vector<std::string>& names, const std::string& complaint);

    /// A moment that lies before now as a rule: `2h` is two hours ago.
    OptionSpec& past(const OptionHead& head, std::optional<base::Instant>& target);

    /// The names that `--field` may have, with blanks between them: for completions. More may
    /// follow.
    void fields(std::string_view names);

    /// The text of this job is its only form: on its command line --json and --field are errors
    /// with that complaint, but for --show-config.
    void prints_text(const std::string& complaint);

    /// Makes this the table of one job of a program, or of a program that does one of its jobs when
    /// none is named. `all` makes the tables of all of them, once something has to be known of
    /// them.
    void job_of(std::string_view program, std::function<std::vector<OptionTable>()> all);
    /// The tables of all jobs of the program; empty where it does not have several.
    [[nodiscard]] std::vector<OptionTable> jobs() const;
    /// The word of this job, or an empty text.
    [[nodiscard]] std::string_view job() const;
    /// Whose table of the settings counts: jobs share that of their program.
    [[nodiscard]] const std::string& section() const;

    [[nodiscard]] const ToolText& text() const { return text_; }
    [[nodiscard]] const std::deque<OptionSpec>& options() const { return options_; }
    [[nodiscard]] const std::deque<OperandSpec>& operands() const { return operands_; }
    [[nodiscard]] bool takes_words() const { return takes_words_; }
    [[nodiscard]] const std::vector<FirstWord>& first_words() const { return first_words_; }
    [[nodiscard]] const OptionSpec* find(std::string_view name) const;
    [[nodiscard]] const OptionSpec* find(char letter) const;
    /// One that is declared already, to say more of it; throws where there is none.
    [[nodiscard]] OptionSpec& at(std::string_view name);

  private:
    template <typename Target, typename Read>
    static Assign assign_read(Target& target, Read read) {
        return assign_with(target,
                           [read](std::string_view word, base::Instant) { return read(word); });
    }

    template <typename Value>
    static auto chooser(const std::vector<std::string>& words,
                        std::vector<std::pair<std::string, Value>> list) {
        return [words, list = std::move(list)](std::string_view word,
                                               base::Instant) -> base::Result<Value> {
            for (const auto& [name, value] : list)
                if (is_same_word(name, word)) return value;
            return not_a_choice(word, words);
        };
    }

    /// The case of our own words does not matter.
    static bool is_same_word(std::string_view ours, std::string_view typed);
    static base::Error not_a_choice(std::string_view word, const std::vector<std::string>& words);
    OptionSpec& add(const OptionHead& head, OptionKind kind, Assign assign);
    OperandSpec& add_operand(std::string_view name, std::string_view help, bool optional, bool many,
                             Assign assign);

    ToolText text_;
    std::deque<OptionSpec> options_;  // a deque, since `option` hands out references
    std::deque<OperandSpec> operands_;
    std::vector<FirstWord> first_words_;
    std::string program_;  // of a job
    std::function<std::vector<OptionTable>()> jobs_;
    bool takes_words_ = false;
};

/// The long names of all options that people are told of, in the order of the table: what a man
/// page and a completion must have.
[[nodiscard]] std::vector<std::string> option_names(const OptionTable& table);

}  // namespace ptkt::cli

#endif
