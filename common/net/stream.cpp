#include "common/net/stream.hpp"

#include <utility>

namespace ptkt::net {

Stream::~Stream() = default;

StreamPtr wrapped(StreamPtr below, const Wrap& wrap) {
    return wrap ? wrap(std::move(below)) : std::move(below);
}

}  // namespace ptkt::net
