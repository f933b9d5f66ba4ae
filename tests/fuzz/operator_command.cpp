// Any bytes as a command of the operator: no crash; what is taken prints, and reads back as the
// same; what is refused is said in one printable line.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/base/bytes.hpp"
#include "common/base/text/ascii.hpp"
#include "common/ims/operator/equivalents.hpp"

using namespace ptkt;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void check(std::string_view text) {
    const auto command = ims_operator::parse_command(text);
    if (!command) return require(std::ranges::all_of(command.error().what, base::is_printable));
    const auto again = ims_operator::parse_command(ims_operator::to_string(*command));
    require(again.ok() && *again == *command);
}

/// The longer forms come to commands that read back as they are.
void check_any_form(std::string_view text) {
    const auto commands = ims_operator::parse_any_form(text);
    if (!commands) return require(std::ranges::all_of(commands.error().what, base::is_printable));
    require(!commands->empty());
    for (const auto& command : *commands)
        check(ims_operator::to_string(command));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = base::as_text({data, size});
    check(text);
    check_any_form(text);
    check_any_form("UPDATE IMSCON TYPE(" + std::string(text.substr(0, 60)));
    // Behind a word of a command the bytes are an operand, which random bytes seldom come to.
    for (const std::string_view word : ims_operator::command_words())
        check(std::string(word) + " " + std::string(text.substr(0, 12)));
    return 0;
}
