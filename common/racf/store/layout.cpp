#include "common/racf/store/layout.hpp"

#include "common/base/text/ascii.hpp"
#include "common/base/text/hex.hpp"

namespace ptkt::store {

std::string encoded_name(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool plain = base::is_letter(c) || base::is_digit(c) || base::is_national(c) ||
                           c == '-' || c == '_' || (c == '.' && i > 0);
        if (plain) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string decoded_name(std::string_view file_name) {
    std::string out;
    for (std::size_t i = 0; i < file_name.size(); ++i) {
        const auto byte = file_name[i] == '%' ? base::from_hex(file_name.substr(i + 1, 2))
                                              : std::optional<base::Bytes>();
        if (byte && byte->size() == 1) {
            out += static_cast<char>(byte->front());
            i += 2;
        } else {
            out += file_name[i];
        }
    }
    return out;
}

}  // namespace ptkt::store
