from shopbell.commands.main import main

main()
