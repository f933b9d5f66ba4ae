#ifndef PTKT_IMS_CONFIG_TOKEN_CURSOR_HPP
#define PTKT_IMS_CONFIG_TOKEN_CURSOR_HPP

#include <algorithm>
#include <vector>

#include "common/ims/config/lexer.hpp"

namespace ptkt::ims_config {

/// Goes over the tokens of a member. The last one is the end, which is never left behind.
class TokenCursor {
  public:
    explicit TokenCursor(const std::vector<Token>& tokens) : tokens_(tokens) {}

  protected:
    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
        return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
    }
    [[nodiscard]] bool at(TokenKind kind) const { return peek().kind == kind; }
    const Token& take() {
        const Token& token = peek();
        if (token.kind != TokenKind::End) ++at_;
        return token;
    }
    [[nodiscard]] base::Span last_span() const { return tokens_[at_ - 1].span; }

    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
};

}  // namespace ptkt::ims_config

#endif
