#include "tools/imscon-recv/control_words.hpp"

#include "common/cli/exit_status.hpp"
#include "common/ims/receiver/operator.hpp"

namespace ptkt::imscon_recv {

std::string answer_operator(ims_receiver::OperatorDesk& desk, std::string_view request) {
    const bool json = request.starts_with(kWantsJson);
    if (!json && !request.starts_with(kWantsText))
        return fmt::format("{}\nnot a request\n", cli::to_int(cli::ExitStatus::Usage));
    request.remove_prefix(kWantsText.size());
    const auto command = ims_operator::parse_command(request);
    const auto answered = command ? ims_receiver::carry_out(desk, *command, json)
                                  : base::Result<std::string>(command.error());
    if (answered) return "0\n" + *answered;
    const auto status = command ? cli::ExitStatus::No : cli::ExitStatus::Usage;
    return fmt::format("{}\n{}\n", cli::to_int(status), answered.error().what);
}

}  // namespace ptkt::imscon_recv
