// Any bytes as a stream of RACF commands: no crash; messages point into the text; no secret in any
// message, listing or redacted text, and none is kept in a history; a redacted text reads back as a
// command of the same shape; every beginning can be asked what may follow.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/base/text/ascii.hpp"
#include "common/racf/language/expected.hpp"
#include "tests/support/command_session.hpp"

using namespace ptkt;
using racf_command::Command;
using racf_command::Operand;

namespace {

/// Stands in for every secret of the input, so that it can be looked for in the output.
constexpr std::string_view kMarkedKey = "FEDCBA9876543210";
constexpr std::string_view kMarkedPassword = "Q7ZX#V4K";
constexpr std::string_view kMarkedPhrase = "Q7ZX#V4K Q7ZX#V4K";

void require(bool holds) {
    if (!holds) std::abort();
}

bool is_marked(std::string_view text) {
    return text.find(kMarkedKey) != std::string_view::npos ||
           text.find(kMarkedPassword) != std::string_view::npos;
}

void require_no_secret(std::string_view shown) {
    require(!is_marked(shown));
}

struct Replacement {
    base::Span span;
    std::string_view text;
};

/// What is hidden although it may be no secret, and stays hidden when a redacted text is read back.
constexpr std::string_view kHiddenAnyway = "********";

/// Where the secrets of a command stand in the source.
void find_secrets(const std::vector<Operand>& operands, std::vector<Replacement>& found) {
    for (const Operand& operand : operands) {
        const auto kind = operand.keyword->value.kind;
        for (const auto& value : operand.values) {
            if (kind == racf_command::ValueKind::HexKey) found.push_back({value.where, kMarkedKey});
            if (kind == racf_command::ValueKind::Password)
                found.push_back({value.where, kMarkedPassword});
            if (kind == racf_command::ValueKind::Phrase)
                found.push_back({{value.where.offset + 1, value.where.length - 2}, kMarkedPhrase});
            if (kind == racf_command::ValueKind::Raw && value.where.length > 0)
                found.push_back({value.where, kHiddenAnyway});
        }
        find_secrets(operand.operands, found);
    }
}

std::string with_marked_secrets(std::string text, const Command& command) {
    std::vector<Replacement> secrets;
    find_secrets(command.operands, secrets);
    std::sort(secrets.begin(), secrets.end(),
              [](const auto& a, const auto& b) { return a.span.offset > b.span.offset; });
    for (const Replacement& secret : secrets)
        if (secret.text != kHiddenAnyway)
            text.replace(secret.span.offset, secret.span.length, secret.text);
    return text;
}

/// A redacted text with secrets in the places of the marks, so that it can be read back.
std::string with_marks_filled(std::string text, const Command& command) {
    std::vector<Replacement> secrets;
    find_secrets(command.operands, secrets);
    std::sort(secrets.begin(), secrets.end(),
              [](const auto& a, const auto& b) { return a.span.offset < b.span.offset; });
    std::size_t at = 0;
    for (const Replacement& secret : secrets) {
        at = text.find(kHiddenAnyway, at);
        if (at == std::string::npos) break;
        text.replace(at, kHiddenAnyway.size(), secret.text);
        at += secret.text.size();
    }
    return text;
}

std::string shape(const std::vector<Operand>& operands) {
    std::string text;
    for (const Operand& operand : operands) {
        text += std::string(operand.keyword->name) + "[" + std::to_string(operand.values.size());
        for (const auto& value : operand.values)
            text += " " + value.text;
        text += shape(operand.operands) + "]";
    }
    return text;
}

std::string shape(const Command& command) {
    std::string text(command.spec->name);
    for (const auto& positional : command.positionals)
        for (const auto& value : positional)
            text += " " + value.text;
    return text + shape(command.operands);
}

void check_redacted(const Command& command, const racf::ClassTable& classes) {
    require_no_secret(command.redacted);
    require(racf_command::split_commands(command.redacted).size() == 1);
    const std::string filled = with_marks_filled(command.redacted, command);
    const auto again = racf_command::split_commands(filled);
    require(again.size() == 1);
    const auto read = racf_command::parse(again.front(), classes);
    require(read.ok());
    require(shape(*read) == shape(command));
    require(read->redacted == command.redacted);
}

void check_places(const std::vector<racf_command::Message>& messages, std::string_view text) {
    for (const auto& message : messages) {
        require(!message.id.empty() && !message.text.empty());
        require(message.line().find('\n') == std::string::npos);
        if (message.where)
            require(message.where->offset <= text.size() &&
                    message.where->length <= text.size() - message.where->offset);
    }
}

/// A command whose text is put on one line with its secrets marked means the same, and nothing of
/// it shows the marks.
void run_marked(test::CommandSession& session, const racf_command::LogicalCommand& command) {
    const std::string text(command.text());
    auto alone = racf_command::split_commands(text);
    if (alone.size() != 1 || alone.front().text() != text) return;  // continued, or a card image
    const racf::ClassTable classes = session.profiles.current_options.classes;
    const auto first = racf_command::parse(alone.front(), classes);
    if (!first) return;
    // The marks must not be there before: the fuzzer finds them in the program.
    if (is_marked(base::to_upper(text))) return;
    const std::string marked = with_marked_secrets(text, *first);
    auto commands = racf_command::split_commands(marked);
    if (commands.size() != 1 || commands.front().text() != marked) return;
    const auto parsed = racf_command::parse(commands.front(), classes);
    require(parsed.ok());
    check_redacted(*parsed, classes);
    const auto outcome = racf_command::apply(*parsed, session.context);
    require(outcome.ok());
    require(outcome->rc == 0 || outcome->rc == 4 || outcome->rc == 8);
    if (marked == text) return;
    require(!racf_command::may_be_kept(commands.front()));
    for (const std::string& line : racf_command::format(*outcome))
        require_no_secret(line);
}

/// What may follow stands inside of the text, and what is said to be an operand is one.
void check_expected(std::string_view text) {
    const auto expected = racf_command::expected_at_end(text);
    if (!expected) return;
    require(expected->start <= text.size());
    require(!expected->operands || !expected->keywords.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(base::as_text({data, size}));
    test::CommandSession session;
    // A dynamic class, whose names keep their case.
    session.run("RDEFINE CDT @C CDTINFO(POSIT(200) CASE(ASIS) OTHER(ALPHA SPECIAL))");
    session.run("SETROPTS CLASSACT(CDT) RACLIST(CDT)");
    for (const auto& command : racf_command::split_commands(text)) {
        check_expected(command.text());
        check_expected(command.text().substr(0, command.text().size() / 2));
        // The session's classes: a command before this one may have made some.
        const auto parsed = racf_command::parse(command, session.profiles.current_options.classes);
        if (parsed) {
            check_places(parsed->messages, text);
            run_marked(session, command);
        } else {
            // PROFILE and END of TSO are taken without a word.
            require(!parsed.error().messages.empty() || parsed.error().rc == 0);
            check_places(parsed.error().messages, text);
        }
    }
    return 0;
}
