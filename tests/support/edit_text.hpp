#ifndef PTKT_TESTS_SUPPORT_EDIT_TEXT_HPP
#define PTKT_TESTS_SUPPORT_EDIT_TEXT_HPP

#include <stdexcept>
#include <string>

#include "common/files/checksum.hpp"
#include "common/files/files.hpp"

namespace ptkt::tests {

/// Puts a text into a store's file as a program of ours would, with its checksum.
inline void put_sealed(const files::Path& path, const std::string& text) {
    const auto done =
        files::write_atomically(path, files::with_checksum(files::without_checksum(text)));
    if (!done) throw std::runtime_error(done.error().what);
}

}  // namespace ptkt::tests

#endif
