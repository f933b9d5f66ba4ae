#include "tools/imscon-recv/inherited_sockets.hpp"

#include <charconv>

namespace ptkt::imscon_recv {

std::size_t inherited_sockets(const cli::Io& io, std::int64_t process) {
    const auto number = [&io](std::string_view name) {
        const std::string text = cli::variable(io, name).value_or("");
        std::int64_t value = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() ? value : -1;
    };
    constexpr std::int64_t kMost = 1'000;
    const std::int64_t count = number("LISTEN_FDS");
    if (number("LISTEN_PID") != process || count < 1 || count > kMost) return 0;
    return static_cast<std::size_t>(count);
}

}  // namespace ptkt::imscon_recv
