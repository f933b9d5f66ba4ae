#include "common/wiring/load_member.hpp"

#include "common/base/text/foreign.hpp"
#include "common/base/text/utf8.hpp"
#include "common/cli/diagnostics.hpp"

namespace ptkt::wiring {

namespace {

using ims_config::Diagnostic;

/// A member has 80-byte records; this is 50,000 of them.
constexpr std::size_t kLargestMember = 4'000'000;

base::TextError text_error(const Diagnostic& diagnostic) {
    const std::string id = diagnostic.id.empty() ? "" : diagnostic.id + " ";
    return {diagnostic.where, id + diagnostic.message, diagnostic.hint};
}

void say(cli::Io& io, const base::SourceText& text, const Diagnostic& diagnostic) {
    switch (diagnostic.severity) {
        case Diagnostic::Severity::Error:
            static_cast<void>(
                cli::report(io, text, text_error(diagnostic), base::ErrorKind::Config));
            break;
        case Diagnostic::Severity::Warning:
            cli::warn(io, text, text_error(diagnostic),
                      diagnostic.unread ? cli::Urgency::Always : cli::Urgency::Usual);
            break;
        case Diagnostic::Severity::Info:
            cli::note(io, text.located(diagnostic.where, diagnostic.message));
            break;
    }
}

/// The text of a member, whatever it says.
base::Result<base::SourceText, cli::ExitStatus> read_text(cli::Io& io, const std::string& file) {
    auto input = cli::open_input(io, file);
    if (!input) return cli::report(io, input.error());
    auto content = input->read_all(kLargestMember);
    if (!content) return cli::report(io, content.error());
    if (content->starts_with(base::kByteOrderMark)) {
        content->erase(0, base::kByteOrderMark.size());
        cli::note(io, input->name() + ":1: a byte order mark of UTF-8 is passed over");
    }
    if (const auto foreign = base::foreign_text(content->substr(0, content->find('\n')));
        foreign && foreign->name == "UTF-16")
        return cli::report(io, base::with_hint(base::fail(base::ErrorKind::Config,
                                                          "{}: the member is in UTF-16, not in "
                                                          "ASCII",
                                                          input->name()),
                                               fmt::format("convert it first, for example: {}",
                                                           foreign->command)));
    return base::SourceText(input->name(), std::move(*content));
}

}  // namespace

base::Result<Member, cli::ExitStatus> load(cli::Io& io, const std::string& file) {
    auto text = read_text(io, file);
    if (!text) return text.error();
    auto parsed = ims_config::parse_member(text->text());
    for (const Diagnostic& diagnostic : parsed.diagnostics)
        say(io, *text, diagnostic);
    if (!parsed.config) return cli::ExitStatus::Config;
    return Member{std::move(*text), std::move(*parsed.config)};
}

base::Result<OtmaMember, cli::ExitStatus> load_descriptors(cli::Io& io, const std::string& file) {
    auto text = read_text(io, file);
    if (!text) return text.error();
    auto parsed = ims_config::parse_descriptors(text->text());
    for (const Diagnostic& diagnostic : parsed.diagnostics)
        say(io, *text, diagnostic);
    if (!parsed.descriptors) return cli::ExitStatus::Config;
    return OtmaMember{std::move(*text), std::move(*parsed.descriptors)};
}

cli::ExitStatus unusable(cli::Io& io, const base::SourceText& text, base::Span where,
                         std::string message, std::string hint) {
    return cli::report(io, text, {where, std::move(message), std::move(hint)},
                       base::ErrorKind::Config);
}

}  // namespace ptkt::wiring
