#include "common/tls/wire.hpp"

#include <algorithm>
#include <new>

namespace ptkt::tls {

namespace {

using net::Progress;

constexpr int kFailed = -1;

Wire& wire_of(BIO* bio) {
    return *static_cast<Wire*>(BIO_get_data(bio));
}

int read(BIO* bio, char* data, int size) {
    BIO_clear_retry_flags(bio);
    if (size <= 0) return kFailed;
    Wire& wire = wire_of(bio);
    const auto most = std::min(static_cast<std::size_t>(size), wire.allowance);
    if (most == 0) {
        BIO_set_retry_read(bio);
        return kFailed;
    }
    const auto place = std::span(reinterpret_cast<base::Byte*>(data), most);
    const auto got = wire.below->read(place);
    switch (got.outcome) {
        case Progress::Moved:
            wire.has_received = true;
            wire.allowance -= got.count;
            return static_cast<int>(got.count);
        case Progress::Blocked:
            BIO_set_retry_read(bio);
            return kFailed;
        case Progress::Ended:
        case Progress::Cut:
            wire.has_ended = true;
            return 0;
        case Progress::Lost:
        case Progress::Insecure:
            break;
    }
    wire.is_lost = true;
    return kFailed;
}

int write(BIO* bio, const char* data, int size) {
    BIO_clear_retry_flags(bio);
    if (size <= 0) return kFailed;
    Wire& wire = wire_of(bio);
    const auto bytes = base::as_bytes(std::string_view(data, static_cast<std::size_t>(size)));
    const auto done = wire.below->write(bytes);
    if (done.outcome == Progress::Moved) return static_cast<int>(done.count);
    if (done.outcome == Progress::Blocked) {
        BIO_set_retry_write(bio);
    } else {
        wire.is_lost = true;
    }
    return kFailed;
}

/// Nothing is held back, so there is nothing to flush.
long control(BIO* bio, int command, long /*number*/, void* /*pointer*/) {
    if (command == BIO_CTRL_FLUSH) return 1;
    if (command == BIO_CTRL_EOF) return wire_of(bio).has_ended ? 1 : 0;
    return 0;
}

}  // namespace

MethodPtr wire_method() {
    MethodPtr method(BIO_meth_new(BIO_TYPE_SOURCE_SINK, "stream"));
    if (!method || BIO_meth_set_read(method.get(), read) != 1 ||
        BIO_meth_set_write(method.get(), write) != 1 ||
        BIO_meth_set_ctrl(method.get(), control) != 1)
        throw std::bad_alloc();
    return method;
}

BIO* bio_over(const BIO_METHOD& method, Wire& wire) {
    BIO* const bio = BIO_new(&method);
    if (bio == nullptr) throw std::bad_alloc();
    BIO_set_data(bio, &wire);
    BIO_set_init(bio, 1);
    return bio;
}

}  // namespace ptkt::tls
