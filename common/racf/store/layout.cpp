#include "common/racf/store/layout.hpp"

#include <set>

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

base::Result<std::vector<racf::ClassName>> classes_on_disk(const Layout& layout) {
    std::set<std::string> found;
    for (const Path& directory : {layout.classes(), layout.copy_of(layout.classes())}) {
        const auto names = files::list_directory(directory, "");
        if (!names) return names.error();
        found.insert(names->begin(), names->end());
    }
    std::vector<racf::ClassName> classes;
    for (const std::string& name : found)
        if (const auto cls = racf::ClassName::parse(name); cls && cls->str() == name)
            classes.push_back(*cls);
    return classes;
}

void Layout::look_again() {
    if (data_ == root_ && files::stamp(adopted())) data_ = adopted();
}

Path Layout::copy_of(const Path& file) const {
    const Path below = file.lexically_relative(data_);
    if (!below.empty() && *below.begin() != "..") return copies() / below;
    return root_ / "copies" / file.lexically_relative(root_);
}

}  // namespace ptkt::store
