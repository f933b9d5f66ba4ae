#include "common/stream/stream.hpp"

#include <utility>

namespace ptkt::stream {

Stream::~Stream() = default;

StreamPtr wrapped(StreamPtr below, const Wrap& wrap) {
    return wrap ? wrap(std::move(below)) : std::move(below);
}

}  // namespace ptkt::stream
