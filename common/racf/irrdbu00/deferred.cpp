#include "common/racf/irrdbu00/deferred.hpp"

#include <fmt/format.h>

#include <charconv>

namespace ptkt::irrdbu00 {

base::Status Deferred::add(std::size_t number, std::string_view line) {
    if (!lines_) {
        auto made = files::Scratch::create(directory_);
        if (!made) return std::move(made).error();
        lines_.emplace(std::move(*made));
    }
    // Without the blanks at its end, which mean nothing in a record, nor a line end in its middle.
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    return lines_->append(fmt::format("{} {}\n", number, line));
}

base::Status Deferred::each(const Visit& visit) {
    if (!lines_) return {};
    std::string begun;  // the line that the last piece ended in
    return lines_->read([&](std::string_view piece) -> base::Status {
        for (std::size_t end = piece.find('\n'); end != std::string_view::npos;
             end = piece.find('\n')) {
            begun += piece.substr(0, end);
            piece.remove_prefix(end + 1);
            std::size_t number = 0;
            const char* first = begun.data();
            const auto digits = std::from_chars(first, first + begun.size(), number);
            const auto length = static_cast<std::size_t>(digits.ptr - first) + 1;
            if (auto done = visit(number, std::string_view(begun).substr(length)); !done)
                return done;
            begun.clear();
        }
        begun += piece;
        return {};
    });
}

}  // namespace ptkt::irrdbu00
