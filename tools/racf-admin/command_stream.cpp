#include "tools/racf-admin/command_stream.hpp"

#include "common/racf_command/logical_command.hpp"

namespace ptkt::admin {

namespace {

constexpr std::size_t kLongest = std::size_t{16} << 20U;

}  // namespace

CommandStream::CommandStream(cli::Input input) : input_(std::move(input)) {
    input_.set_max_line(kLongest);
}

base::Result<std::optional<base::SourceText>> CommandStream::next() {
    std::string text;
    lines_before_ = input_.line_number();
    for (bool goes_on = true; goes_on;) {
        const auto line = input_.line();
        if (!line) return line.error();
        if (!*line) break;
        text.append(**line).append("\n");
        if (text.size() > kLongest)
            return base::fail(base::ErrorKind::Malformed,
                              "{}:{}: the command is longer than {} bytes", input_.name(),
                              lines_before_ + 1, kLongest);
        goes_on = racf_command::is_continued(**line);
    }
    std::optional<base::SourceText> command;
    if (!text.empty()) command.emplace(input_.name(), std::move(text));
    return command;
}

}  // namespace ptkt::admin
