#include "common/ims/receiver/control.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "common/ims/operator/command.hpp"

namespace ptkt::ims_receiver {

namespace {

constexpr std::size_t kMostClients = 16;
constexpr std::chrono::seconds kTimeLimit(5);
/// The form that is asked for stands before the command.
constexpr std::size_t kLongestRequest = ims_operator::kLongestCommand + 16;

}  // namespace

base::Result<std::unique_ptr<Control>> Control::open(const std::string& path, net::Loop& loop,
                                                     Answer answer) {
    auto listener = net::LocalListener::open(path);
    if (!listener) return std::move(listener).error();
    std::unique_ptr<Control> control(new Control(std::move(*listener), loop, std::move(answer)));
    auto watched = loop.watch(control->listener_.fd(), net::Ready::Input,
                              [its = control.get()] { its->accept(); });
    if (!watched) return std::move(watched).error();
    return control;
}

Control::~Control() {
    loop_.unwatch(listener_.fd());
    while (!clients_.empty())
        drop(clients_.begin()->first);
}

void Control::accept() {
    auto fd = listener_.accept();
    if (!fd || clients_.size() >= kMostClients) return;  // the latter is closed again
    const Number number = ++last_;
    const int watched = fd->get();
    if (!loop_.watch(watched, net::Ready::Input, [this, number] { read(number); })) return;
    clients_.emplace(number, Client{std::move(*fd), {}, {}});
    loop_.call_at(loop_.now() + kTimeLimit, [this, number, alive = std::weak_ptr(alive_)] {
        if (!alive.expired()) drop(number);
    });
}

void Control::read(Number number) {
    Client& client = clients_.at(number);
    std::array<char, 512> buffer{};
    const ssize_t done = ::read(client.fd.get(), buffer.data(), buffer.size());
    if (done < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (done <= 0) return drop(number);
    client.in.append(buffer.data(), static_cast<std::size_t>(done));
    const auto end = client.in.find('\n');
    if (end == std::string::npos) {
        if (client.in.size() > kLongestRequest) drop(number);
        return;
    }
    client.out = answer_(std::string_view(client.in).substr(0, end));
    loop_.unwatch(client.fd.get());
    // What does not fit the socket now goes when there is room.
    if (!loop_.watch(client.fd.get(), net::Ready::Output, [this, number] { write(number); }))
        return drop(number);
    write(number);
}

void Control::write(Number number) {
    Client& client = clients_.at(number);
    while (!client.out.empty()) {
        const ssize_t done = ::write(client.fd.get(), client.out.data(), client.out.size());
        if (done < 0 && errno == EINTR) continue;
        if (done < 0 && errno == EAGAIN) return;
        if (done < 0) break;
        client.out.erase(0, static_cast<std::size_t>(done));
    }
    drop(number);
}

void Control::drop(Number number) {
    const auto found = clients_.find(number);
    if (found == clients_.end()) return;
    loop_.unwatch(found->second.fd.get());
    clients_.erase(found);
}

}  // namespace ptkt::ims_receiver
