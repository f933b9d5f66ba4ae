#ifndef PTKT_TESTS_UNIT_RACF_PASSTICKET_VECTORS_HPP
#define PTKT_TESTS_UNIT_RACF_PASSTICKET_VECTORS_HPP

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/base/secret.hpp"
#include "common/base/text/hex.hpp"

/// The rows of a vector file: fields between tabs. A comment begins with a number sign and a blank;
/// a row may begin with a number sign, since user IDs may.
inline std::vector<std::vector<std::string>> vector_rows(const std::string& name) {
    std::string path = PTKT_TESTS_DIR "/vectors/";
    path += name;
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + name);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with("# ")) continue;
        std::vector<std::string> fields(1);
        for (const char c : line) {
            if (c == '\t') {
                fields.emplace_back();
            } else {
                fields.back() += c;
            }
        }
        rows.push_back(std::move(fields));
    }
    return rows;
}

inline ptkt::base::Secret key_of(const std::string& hex) {
    return ptkt::base::Secret(ptkt::base::from_hex(hex).value());
}

#endif
