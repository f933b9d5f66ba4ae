#include "common/ims/receiver/recorder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "common/base/system_call.hpp"
#include "common/ims/capture/capture_writer.hpp"
#include "common/ims/wire/big_endian.hpp"
#include "common/ims/wire/layout.hpp"
#include "common/ims/wire/password_change.hpp"
#include "common/net/address_bytes.hpp"

namespace ptkt::ims_receiver {

namespace {

constexpr std::size_t kMuchRecorded = 64U << 10U;
constexpr std::uint64_t kMegabyte = 1'000'000;

ims_capture::Peer peer_of(const net::Endpoint& end) {
    constexpr std::size_t kMapped = 12;
    ims_capture::Peer peer;
    peer.port = end.port;
    const auto bytes = net::address_bytes(end.address).value_or(net::AddressBytes{});
    peer.is_v4 = net::is_mapped(bytes);
    if (peer.is_v4)
        std::copy(bytes.begin() + kMapped, bytes.end(), peer.address.begin());
    else
        std::ranges::copy(bytes, peer.address.begin());
    return peer;
}

/// Of a change of password only the word that says so stays; the lengths of its segments do.
void mask_change(base::Bytes& copy, std::size_t at, base::Byte mark) {
    std::size_t kept = ims_wire::kNameLength;
    while (at + ims_wire::kSegmentHeaderLength < copy.size()) {
        const std::size_t end = std::min<std::size_t>(at + ims_wire::u16_at(copy, at), copy.size());
        const std::size_t begin = std::min(at + ims_wire::kSegmentHeaderLength + kept, end);
        if (end <= at) return;
        std::fill(copy.begin() + static_cast<std::ptrdiff_t>(begin),
                  copy.begin() + static_cast<std::ptrdiff_t>(end), mark);
        kept = 0;
        at = end;
    }
}

}  // namespace

base::Bytes without_secrets(base::ByteView frame, const ims_wire::Request* request) {
    using namespace ims_wire;
    base::Bytes copy(frame.begin(), frame.end());
    const base::Byte mark =
        request != nullptr && request->code == Code::Ascii ? base::Byte{'*'} : base::Byte{0x5C};
    const auto mask = [&](std::size_t at, std::size_t length) {
        const std::size_t begin = std::min(at, copy.size());
        std::fill_n(copy.begin() + static_cast<std::ptrdiff_t>(begin),
                    std::min(length, copy.size() - begin), mark);
    };
    if (request == nullptr) {
        mask(field::kIrmRacfPw.at, copy.size());
        return copy;
    }
    if (!request->irm.password.empty()) mask(field::kIrmRacfPw.at, field::kIrmRacfPw.length);
    const std::size_t irm_end = field::kIrmLen.at + u16_at(frame, field::kIrmLen.at);
    for (const Extension& one : request->irm.extensions) {
        if (!has_id(one, kPhraseId)) continue;
        const auto found =
            std::search(frame.begin(), frame.end(), one.data.begin(), one.data.end());
        mask(static_cast<std::size_t>(found - frame.begin()), one.data.size());
    }
    if (is_password_change(*request)) mask_change(copy, irm_end, mark);
    return copy;
}

base::Status Recorder::open() {
    const auto& path = context_.settings.recorder;
    if (!path)
        return base::fail(base::ErrorKind::NotFound, "the receiver was started without --recorder");
    if (is_open()) return base::fail(base::ErrorKind::NotFound, "the recorder is open already");
    constexpr mode_t kOwnerOnly = 0600;
    base::UniqueFd fd = base::open_fd(
        path->c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NOCTTY, kOwnerOnly);
    struct stat facts {};
    if (!fd || ::fstat(fd.get(), &facts) != 0)
        return base::fail(base::ErrorKind::CannotCreate, "{}: {}", *path, std::strerror(errno));
    if (!S_ISREG(facts.st_mode) || (facts.st_mode & 077U) != 0)
        return base::fail(base::ErrorKind::NotPermitted,
                          "{} is not a file that only its owner may read", *path);
    fd_ = std::move(fd);
    size_ = static_cast<std::uint64_t>(facts.st_size);
    flows_.clear();
    pending_ = ims_capture::capture_front();
    flush();
    if (!is_open()) return base::fail(base::ErrorKind::Io, "{} cannot be written", *path);
    context_.recorder = this;
    return {};
}

base::Status Recorder::close() {
    if (!is_open()) return base::fail(base::ErrorKind::NotFound, "the recorder is not open");
    flush();
    fd_.reset();
    context_.recorder = nullptr;
    return {};
}

void Recorder::received(const ims_protocol::Connection& connection, base::ByteView frame,
                        const ims_wire::Request* request) {
    if (context_.settings.recorder_secrets) return add(connection, frame, false);
    add(connection, without_secrets(frame, request), false);
}

void Recorder::sent(const ims_protocol::Connection& connection, base::ByteView bytes) {
    add(connection, bytes, true);
}

void Recorder::add(const ims_protocol::Connection& connection, base::ByteView bytes,
                   bool is_answer) {
    auto [found, is_new] = flows_.try_emplace(connection.id());
    Flow& flow = found->second;
    ims_capture::TcpSegment segment;
    segment.time = context_.host.moment();
    segment.from = peer_of(connection.peer());
    segment.to = peer_of(connection.local());
    std::string packets;
    if (is_new) {
        // The same ends may have had another connection, whose numbers were others.
        constexpr std::uint32_t kApart = 1U << 24U;
        segment.syn = true;
        segment.sequence = begun_ += kApart;
        append_segment(packets, segment);
        flow = {segment.sequence + 1, segment.sequence + 1};
        std::swap(segment.from, segment.to);
        segment.ack = true;
        segment.acknowledged = flow.in;
        append_segment(packets, segment);
        std::swap(segment.from, segment.to);
        segment.syn = false;
    }
    if (is_answer) std::swap(segment.from, segment.to);
    segment.ack = true;
    std::uint32_t& next = is_answer ? flow.out : flow.in;
    segment.acknowledged = is_answer ? flow.in : flow.out;
    for (; !bytes.empty(); bytes = bytes.subspan(segment.data.size())) {
        segment.data = bytes.first(std::min(bytes.size(), ims_capture::kMostSegmentData));
        segment.sequence = next;
        append_segment(packets, segment);
        next += static_cast<std::uint32_t>(segment.data.size());
    }
    const auto limit = static_cast<std::uint64_t>(context_.settings.recorder_limit) * kMegabyte;
    if (size_ + pending_.size() + packets.size() > limit) {
        flush();
        return end(
            fmt::format("the file has {} MB (--recorder-limit)", context_.settings.recorder_limit));
    }
    pending_ += packets;
    if (pending_.size() >= kMuchRecorded) flush();
}

void Recorder::flush() {
    if (pending_.empty() || !is_open()) return;
    std::string_view left = pending_;
    while (!left.empty()) {
        const auto count =
            base::uninterrupted([&] { return ::write(fd_.get(), left.data(), left.size()); });
        if (count < 0) {
            const std::string why = std::strerror(errno);
            // What is there of a packet would spoil what a later recording adds.
            static_cast<void>(::ftruncate(fd_.get(), static_cast<off_t>(size_)));
            return end(why);
        }
        left.remove_prefix(static_cast<std::size_t>(count));
    }
    size_ += pending_.size();
    pending_.clear();
}

void Recorder::end(const std::string& why) {
    pending_.clear();
    fd_.reset();
    context_.recorder = nullptr;
    context_.reporter.line(fmt::format("the recording in {} has ended: {}",
                                       context_.settings.recorder.value_or(""), why));
}

}  // namespace ptkt::ims_receiver
