#include "tools/imscon-recv/console.hpp"

#include "common/ims/operator/messages.hpp"
#include "common/racf/report/audit_formats.hpp"

namespace ptkt::imscon_recv {

namespace {

using formats::Severity;

Severity severity_of(char letter) {
    if (letter == 'E') return Severity::Error;
    return letter == 'W' ? Severity::Warning : Severity::Informational;
}

}  // namespace

/// Where RACF has refused a sign-on, the message is RACF's.
void Console::note_of(std::string_view line, const json::Json& facts) {
    if (!keeps_facts()) return cli::note(io_, line);
    auto message = ims_operator::message_of(line, facts);
    if (auto racf = report::ich408i_of(facts)) message = {"ICH408I", *std::move(racf), 'W'};
    cli::log(io_, {.line = line,
                   .id = std::move(message.id),
                   .text = std::move(message.text),
                   .severity = severity_of(message.severity),
                   .fields = facts});
}

}  // namespace ptkt::imscon_recv
