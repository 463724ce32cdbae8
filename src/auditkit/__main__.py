from auditkit.cli import main
import sys
sys.exit(main())
