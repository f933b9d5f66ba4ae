#ifndef PTKT_CLI_OPTIONS_COMPLETION_PARTS_HPP
#define PTKT_CLI_OPTIONS_COMPLETION_PARTS_HPP

#include <string>
#include <vector>

#include "common/cli/options/option_table.hpp"

/// What the completions of all three shells are made of.
namespace ptkt::cli::completion {

/// What is offered for one value: files, directories, words that are known, or the lines that a
/// command prints.
struct Offer {
    enum class Kind { Nothing, Files, Directories, Words, Lines };
    Kind kind = Kind::Nothing;
    std::string text;  ///< the words with blanks between them, or the command
    friend bool operator==(const Offer&, const Offer&) = default;
};
[[nodiscard]] Offer offer_of(const OptionSpec& spec);
[[nodiscard]] Offer offer_of(const OperandSpec& spec);

/// A word that may stand first, and what may follow it.
struct Word {
    std::vector<std::string> names;      ///< lower case, all spellings
    std::vector<std::string> following;  ///< the words of the first operand, or of all
    std::string lister;                  ///< a command that prints names
    const OptionTable* table = nullptr;  ///< of a word that has options of its own
};

/// A program with everything that it takes.
class Program {
  public:
    explicit Program(const OptionTable& table);
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] const OptionTable& plain() const { return plain_; }
    /// `_racf_admin`.
    [[nodiscard]] const std::string& function() const { return function_; }
    [[nodiscard]] const std::vector<Word>& words() const { return words_; }
    /// The words that have options, with blanks between them.
    [[nodiscard]] std::string words_with_options() const;
    /// What may stand first, in the spelling that is offered.
    [[nodiscard]] const std::string& first_names() const { return first_names_; }
    /// The plain table and those of the words.
    [[nodiscard]] const std::vector<const OptionTable*>& tables() const { return tables_; }

  private:
    const OptionTable& plain_;
    std::string function_;
    std::vector<OptionTable> jobs_;
    std::vector<Word> words_;
    std::string first_names_;
    std::vector<const OptionTable*> tables_;
};

[[nodiscard]] std::vector<const OptionSpec*> shown(const OptionTable& table);
/// `-u|--user`, with another text between them.
[[nodiscard]] std::string both_names(const OptionSpec& spec, std::string_view between);
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view between);

/// The options of which a command that lists names must know.
inline constexpr const char* kContext[] = {"--store", "--config", "-m", "--member",
                                           "--otma-member"};

}  // namespace ptkt::cli::completion

#endif
