#include "tools/imscon-send/console.hpp"

#include "common/cli/diagnostics.hpp"
#include "common/cli/next_second.hpp"
#include "common/cli/record.hpp"
#include "common/ims/sender/results/result_text.hpp"

namespace ptkt::imscon_send {

using cli::ExitStatus;
using ims_sender::MessageResult;
using ims_sender::Verdict;

base::Status Console::print(std::int64_t number, const MessageResult& result) {
    using ims_sender::Word;
    const bool failed = result.word == Word::Nak || result.word == Word::Unsent;
    progress_.add(1, failed ? 1 : 0);
    const auto encoding = options_.sender.encoding;
    const auto printed = cli::print_record(io_, options_.common, to_line(number, result, encoding),
                                           [&] { return to_json(number, result, encoding); });
    if (printed == ExitStatus::Done) return {};
    return io_.out.failure().value_or(base::Error{});
}

void Console::note(std::string_view text) {
    cli::note(io_, text);
}

void Console::warn(std::string_view what, std::string_view hint) {
    cli::warn(io_, what, hint);
}

void Console::report(const base::Error& error) {
    cli::say_error(io_, error);
}

std::chrono::milliseconds Console::until_next_second() const {
    return cli::until_next_second();
}

void Console::warn_of_clear_socket(std::string_view what) {
    cli::warn(io_, what, wiring::kClearHint);
}

ExitStatus Console::end(const base::Result<Verdict>& run) {
    if (!run) return cli::report(io_, run.error());
    switch (run->worst) {
        case Verdict::Worst::Nothing:
            return ExitStatus::Done;
        case Verdict::Worst::Malformed:
            return ExitStatus::Malformed;
        case Verdict::Worst::Refused:
            return ExitStatus::No;
        case Verdict::Worst::Failure:
            break;
    }
    return cli::exit_status(run->failure);
}

}  // namespace ptkt::imscon_send
