#include "tools/racf-admin/command_stream.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "common/base/secret.hpp"
#include "common/base/text/foreign.hpp"
#include "common/base/text/utf8.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/racf/language/logical_command.hpp"

namespace ptkt::admin {

namespace {

constexpr std::size_t kLongest = std::size_t{16} << 20U;

/// Commands in EBCDIC have no line end of ours and no control character of theirs but the line end.
bool is_ebcdic(std::string_view line) {
    constexpr std::size_t kShortest = 24;
    return line.size() >= kShortest && base::looks_like_ebcdic(line) &&
           std::ranges::all_of(line, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte >= 0x40 || byte == 0x15 || byte == 0x25 || byte == 0x0D;
           });
}

}  // namespace

CommandStream::CommandStream(cli::Io& io, cli::Input input) : io_(io), input_(std::move(input)) {
    input_.set_max_line(kLongest);
    input_.set_wiping();
    input_.set_text();
}

base::Result<std::optional<std::string_view>> CommandStream::line() {
    const auto read = input_.line();
    if (!read || !*read) return read;
    std::string_view text = **read;
    if (input_.line_number() == 1)
        if (const auto foreign = base::foreign_text(text); foreign && foreign->name == "UTF-16")
            return base::with_hint(
                base::fail(base::ErrorKind::Malformed,
                           "{}:1: the commands are in UTF-16, not in ASCII", input_.name()),
                fmt::format("convert them first, for example: {}", foreign->command));
    if (input_.line_number() == 1 && text.starts_with(base::kByteOrderMark)) {
        text.remove_prefix(base::kByteOrderMark.size());
        cli::note(io_,
                  fmt::format("{}:1: a byte order mark of UTF-8 is passed over", input_.name()));
    }
    return std::optional(std::move(text));
}

void CommandStream::pass_over_jcl() {
    if (jcl_told_) return;
    jcl_told_ = true;
    cli::note(io_, fmt::format("{}:{}: JCL is passed over, here and further on", input_.name(),
                               input_.line_number()));
}

base::Result<std::optional<base::SourceText>> CommandStream::next() {
    std::string text;
    const base::WipeGuard guard(text);
    lines_before_ = input_.line_number();
    for (bool goes_on = true; goes_on;) {
        const auto read = line();
        if (!read) return read.error();
        if (!*read) break;
        if (const std::size_t cards = racf_command::joined_cards(**read); cards > 0)
            return base::with_hint(
                base::fail(
                    base::ErrorKind::Malformed,
                    "{}:{}: {} lines of 80 characters are in one line: the line ends were lost",
                    input_.name(), lines_before_ + 1, cards),
                "transfer the member as text, or cut it: fold -w 80 FILE");
        if (input_.line_number() == 1 && is_ebcdic(**read))
            return base::with_hint(
                base::fail(base::ErrorKind::Malformed,
                           "{}:{}: the commands are in EBCDIC, not in ASCII", input_.name(),
                           lines_before_ + 1),
                "convert them first, for example: iconv -f IBM1047 -t UTF-8 FILE | fold -w 80");
        if (text.empty() && cards_.takes(**read)) {
            pass_over_jcl();
            lines_before_ = input_.line_number();
            continue;
        }
        base::append_wiping(text, **read);
        base::append_wiping(text, "\n");
        if (text.size() > kLongest)
            return base::fail(base::ErrorKind::Malformed,
                              "{}:{}: the command is longer than {} bytes", input_.name(),
                              lines_before_ + 1, kLongest);
        goes_on = racf_command::is_continued(**read);
    }
    std::optional<base::SourceText> command;
    if (!text.empty()) command.emplace(input_.name(), std::move(text));
    return command;
}

}  // namespace ptkt::admin
