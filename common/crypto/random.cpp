#include "common/crypto/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

namespace ptkt::crypto {

base::Result<base::Secret> random_bytes(std::size_t count) {
    base::Bytes bytes(count);
    for (std::size_t have = 0; have < count;) {
        const ssize_t got = ::getrandom(bytes.data() + have, count - have, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0)
            return base::fail(base::ErrorKind::Io, "the system gives no random bytes: {}",
                              std::strerror(errno));
        have += static_cast<std::size_t>(got);
    }
    return base::Secret(std::move(bytes));
}

}  // namespace ptkt::crypto
