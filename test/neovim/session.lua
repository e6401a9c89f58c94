-- Opens a Go file in Neovim with Bucketwise as its language server, takes the first fix of the first finding as a person
-- would, and writes what it saw as JSON. Needs Neovim 0.7 or later.
--
-- Arguments by environment: BUCKETWISE_COMMAND (JSON list), GO_FILE, REPORT.

local report = { diagnostics = {}, offered = {} }

local function finish()
  local file = assert(io.open(vim.env.REPORT, 'w'))
  file:write(vim.json.encode(report))
  file:close()
  vim.cmd('qa!')
end

local function try()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.GO_FILE))
  local client = vim.lsp.start_client({
    name = 'bucketwise',
    cmd = vim.json.decode(vim.env.BUCKETWISE_COMMAND),
    root_dir = vim.fn.fnamemodify(vim.env.GO_FILE, ':h'),
    -- As a user may have them.
    settings = { bucketwise = { goVersion = '1.26' } },
    on_exit = function(code)
      report.exit = code
    end,
  })
  vim.lsp.buf_attach_client(0, client)

  local function findings()
    return vim.diagnostic.get(0)
  end
  report.arrived = vim.wait(20000, function()
    return #findings() > 0
  end, 20)
  for _, each in ipairs(findings()) do
    table.insert(report.diagnostics, {
      line = each.lnum + 1,
      source = each.source,
      code = each.user_data and each.user_data.lsp and each.user_data.lsp.code or each.code,
      message = each.message,
    })
  end

  -- What the light bulb would show: the first entry is the fix.
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      table.insert(report.offered, item[2] and item[2].title or item.action.title)
    end
    choose(items[1], 1)
  end
  local before = vim.api.nvim_buf_get_changedtick(0)
  -- As `]d` does.
  vim.diagnostic.goto_next({ float = false })
  vim.lsp.buf.code_action()
  report.applied = vim.wait(20000, function()
    return vim.api.nvim_buf_get_changedtick(0) > before
  end, 20)
  report.gone = vim.wait(20000, function()
    return #findings() == 0
  end, 20)
  report.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'

  vim.lsp.stop_client(client)
  vim.wait(5000, function()
    return report.exit ~= nil
  end, 20)
end

local ok, failure = pcall(try)
if not ok then
  report.failure = tostring(failure)
end
finish()
