#include "common/net/socket_stream.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace ptkt::net {

Transfer SocketStream::failed(int number) {
    if (number == EAGAIN) return {};
    error_ = number;
    return {Progress::Lost, 0};
}

Transfer SocketStream::read(std::span<base::Byte> place) {
    for (;;) {
        const ssize_t got = ::recv(fd_.get(), place.data(), place.size(), 0);
        if (got > 0) return {Progress::Moved, static_cast<std::size_t>(got)};
        if (got == 0) return {Progress::Ended, 0};
        if (errno != EINTR) return failed(errno);
    }
}

Transfer SocketStream::write(base::ByteView bytes) {
    for (;;) {
        const ssize_t done = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (done >= 0) return {Progress::Moved, static_cast<std::size_t>(done)};
        if (errno != EINTR) return failed(errno);
    }
}

Progress SocketStream::end_output() {
    ::shutdown(fd_.get(), SHUT_WR);
    return Progress::Moved;
}

bool SocketStream::is_quiet() {
    char byte = 0;
    const ssize_t got = ::recv(fd_.get(), &byte, 1, MSG_PEEK);
    return got < 0 && (errno == EAGAIN || errno == EINTR);
}

std::string SocketStream::failure() const {
    return error_ == 0 ? "" : std::generic_category().message(error_);
}

}  // namespace ptkt::net
